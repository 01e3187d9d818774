"""What docs/reference/panels.md shows works as it stands."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from attribution.errors import BundleError
from attribution.panels import blocks, bundle, fields, pictures, reader
from attribution.panels.blocks import BLOCK_TYPES, Block
from attribution.panels.builders import marked_text
from attribution.panels.reader import read_panel_files
from attribution.panels.writer import PanelWriter, seal
from attribution.settings import RESERVED_AXES
from survey.design.design_space import DesignSpace
from tests.attribution.panels.small_bundle import picture_bytes
from tests.folders import PROJECT

PAGE = (PROJECT / "docs" / "reference" / "panels.md").read_text(encoding="utf-8")


def writer_of(axes: dict[str, list[str | int]]) -> PanelWriter:
    return PanelWriter("words", source="Example", axes=axes)


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


BLOCKS = [json.loads(text) for text in examples("json") if text.startswith('{"type"')]
WRITER, SCORES, FOLDER = examples("python")


def test_there_is_an_example_of_every_block() -> None:
    assert {block["type"] for block in BLOCKS} == set(BLOCK_TYPES)


@pytest.mark.parametrize("example", BLOCKS, ids=[block["type"] for block in BLOCKS])
def test_every_example_of_a_block_is_valid(example: dict[str, Any]) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Block)
    assert adapter.validate_json(json.dumps(example), strict=True).type == example["type"]


def test_the_writer_in_ten_lines_makes_what_the_study_file_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(WRITER, {})  # noqa: S102
    assert len(WRITER.split("\n\n")[2].strip().splitlines()) == 10
    written = read_panel_files(tmp_path / "runs" / "loan-weights").bundle
    study = yaml.safe_load(examples("yaml")[0])
    space = DesignSpace.model_validate(study["design_space"])
    assert space.levels == written.levels
    assert study["scenarios"]["loans"]["bundle"] == written.name


def test_the_scores_of_the_example_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(SCORES, {})  # noqa: S102
    written = read_panel_files(tmp_path / "runs" / "loan-scores").bundle
    assert written.estimated == "Estimated by TracIn, similarity of gradients, not retrained."


def test_the_folder_of_the_example_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "photographs" / "coat").mkdir(parents=True)
    (tmp_path / "photographs" / "coat" / "3.png").write_bytes(picture_bytes())
    names: dict[str, Any] = {}
    exec(FOLDER, names)  # noqa: S102
    (sample,) = names["block"].block.samples
    assert sample.picture.alternative_text == "Photograph coat-3 of a coat"


def test_the_file_of_the_example_can_be_sealed(tmp_path: Path) -> None:
    whole = next(text for text in examples("json") if text.startswith("{\n"))
    (tmp_path / "bundle.json").write_text(whole, encoding="utf-8")
    assert len(seal(tmp_path).bundle.panels) == 2


def test_the_fixed_words_of_a_trial_are_those_of_its_page() -> None:
    folder = PROJECT / "survey" / "trial" / "templates" / "trial"
    for file, words in (
        ("panels/_error.html", "Test error"),
        ("_results.html", "Explanation"),
        ("_customise.html", "Customise"),
        ("_customise.html", "Apply"),
    ):
        template = re.sub(r"{%.*?%}", "<>", (folder / file).read_text(encoding="utf-8"))
        assert f">{words}<" in template
        assert f"*{words}*" in PAGE


@pytest.mark.parametrize(
    ("fault", "make"),
    [
        ("an axis of a key that is taken", lambda: writer_of({"error": [1]})),
        ("a weight that is missing", lambda: marked_text(["lamp"], [math.nan], caption="c")),
    ],
)
def test_a_fault_is_told_as_the_page_says(fault: str, make: Callable[[], object]) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {fault} |"))
    with pytest.raises(BundleError) as refused:
        make()
    assert row.split("`")[1].removeprefix("…: ") == str(refused.value)


def test_every_key_that_is_taken_is_named_where_the_page_leads() -> None:
    assert "(study-file.md#design_space)" in PAGE
    page = (PROJECT / "docs" / "reference" / "study-file.md").read_text(encoding="utf-8")
    taken = page.split("A few keys are taken")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)`", taken)) == RESERVED_AXES


def test_the_limits_are_those_of_the_program() -> None:
    section = PAGE.split("## Limits")[1].split("## Errors")[0]
    for limits in (
        f"| {bundle.MOST_AXES}; {bundle.MOST_LEVELS} |",
        f"| {bundle.MOST_ERRORS:,}; {bundle.MOST_PANELS:,}; {bundle.MOST_BLOCKS:,} |",
        f"| {bundle.MOST_BLOCKS_SHOWN} |",
        f"| {fields.MOST_ROWS}; {fields.MOST_COLUMNS} |",
        f"| {fields.MOST_SEGMENTS:,} |",
        (
            f"| {fields.LONGEST_TEXT:,}; {fields.LONGEST_SENTENCE}; {fields.LONGEST_LINE}; "
            f"{fields.LONGEST_CELL:,} characters |"
        ),
        (
            f"| {reader.LARGEST_FILE // 10**6} MB; {pictures.LARGEST_PICTURE // 10**6} MB; "
            f"{pictures.LARGEST_TOGETHER // 10**6} MB |"
        ),
        f"| {blocks.LONGEST_SIDE:,} pixels |",
    ):
        assert limits in section
