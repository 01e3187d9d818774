"""A version can be edited again: the files made from it are read to the same content."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution.queries import SHIPPED
from core.yaml_files.files import HeldFiles
from survey.design.reading import read_study
from survey.design.source import read_source
from survey.studies.drafts.of_version import files_of_content, files_of_version
from tests.world import STUDIES, World

ALONE = Path("/nowhere")


def held(files: dict[str, bytes]) -> HeldFiles:
    return HeldFiles("it", files, beside=ALONE)


@pytest.mark.parametrize(
    "file", sorted(STUDIES.glob("*/study.yaml")), ids=lambda it: it.parent.name
)
def test_a_shipped_study_comes_back_with_its_digest(file: Path) -> None:
    study = read_study(file, bundles=SHIPPED)
    text, pictures = files_of_content(study.content)
    files = {"study.yaml": text.encode(), **pictures}
    again = read_study(Path("it/study.yaml"), bundles=SHIPPED, files=held(files))
    assert again.digest == study.digest


def test_pictures_are_files_again_and_the_file_says_from_where_it_is(world: World) -> None:
    files = files_of_version(world.founding)
    text = files["study.yaml"].decode()
    assert text.startswith("# Made from version 2.0 of tda-needfinding as it is stored")
    assert "data:image" not in text
    shown = {
        (STUDIES / "tda-needfinding" / f"tool-{part}.png").read_bytes()
        for part in ("error", "customise", "results")
    }
    assert {content for path, content in files.items() if path != "study.yaml"} == shown


_CHARACTERS = st.characters(
    exclude_categories=["Cs", "Cc", "Cn"], include_characters=["\n", "\t"], exclude_characters="\r"
)
TEXT = st.text(_CHARACTERS, max_size=60).filter(lambda text: "![" not in text)
TREE: Any = st.recursive(
    st.none()
    | TEXT
    | st.sampled_from(["null", "~", "", "yes", "1.10", "- a", "a: b", "a #b", "=", "<<"]),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(TEXT, children, max_size=3),
    max_leaves=12,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(TEXT, TREE, min_size=1, max_size=4))
def test_any_tree_of_text_is_written_so_that_it_is_read_the_same(tree: dict[str, Any]) -> None:
    if "extends" in tree or "file" in tree:
        return
    text, _pictures = files_of_content(json.dumps(tree))
    source = read_source(Path("it/study.yaml"), held({"study.yaml": text.encode()}))
    assert source.value == tree
