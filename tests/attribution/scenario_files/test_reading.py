"""A scenario file is read whole or refused with every mistake, its line and a remedy."""

from pathlib import Path

import pytest

from attribution.scenario_files.reading import ScenarioFileError, read_scenario_file
from tests.attribution.small_tables import SCENARIO, write_scenario


def refusal(file: Path) -> list[str]:
    with pytest.raises(ScenarioFileError) as caught:
        read_scenario_file(file)
    return [line.removeprefix(str(file)) for line in str(caught.value).splitlines()]


def test_what_may_be_left_out_is_filled_in(tmp_path: Path) -> None:
    definition = read_scenario_file(write_scenario(tmp_path)).definition
    assert definition.split.test_share == 0.2
    assert definition.relevance.rule.most == 10
    assert definition.numbers == tuple(range(1, 11))
    assert definition.errors.selection(classes=2).types == 2
    assert definition.errors.selection(classes=5).types == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seeds: 2\n", "# two are few\nseeds: '2'\nsplit: {test_share: 0.2}\n"),
        ("model: {type: logistic}", "model:\n  alpha: 0.01\n  type: logistic\n"),
        ("seeds: 2\n", "seeds: 2\nerrors: {types: 2}\nnumbers: [1,2,3,4,5,6,7,8,9,10]\n"),
    ],
)
def test_how_a_file_is_written_changes_no_digest(tmp_path: Path, old: str, new: str) -> None:
    digest = read_scenario_file(write_scenario(tmp_path)).digest
    assert read_scenario_file(write_scenario(tmp_path, (old, new))).digest == digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seeds: 2", "seeds: 3"),
        ("{no: Decline, yes: Approve}", "{yes: Approve, no: Decline}"),
        ("{type: logistic}", "{type: logistic, alpha: 0.1}"),
        ("unit: EUR", "unit: euros"),
        ("seeds: 2", "seeds: 2\ncandidates: {number: 5}"),
    ],
)
def test_what_a_file_says_changes_its_digest(tmp_path: Path, old: str, new: str) -> None:
    digest = read_scenario_file(write_scenario(tmp_path)).digest
    assert read_scenario_file(write_scenario(tmp_path, (old, new))).digest != digest


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    file = write_scenario(
        tmp_path,
        ("scenario: small-loans", "scenario: Small Loans"),
        ("unit: EUR", "unti: EUR"),
        ("seeds: 2", "seeds: some\nsplit: {test_share: 1.5}\nrelevance: {gate: p}"),
    )
    assert [line.split(": ", 1)[0] for line in refusal(file)] == [
        ", line 1, scenario",
        ", line 8, data.columns[1].unti",
        ", line 11, seeds",
        ", line 12, split.test_share",
        ", line 13, relevance.gate",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seeds: 2", "seds: 2", "there is no key seds here. Did you mean seeds?"),
        ("source: invented", "source:", "this is empty. Write a text."),
        ("source: invented\n", "", "the key source is missing."),
        ("type: table", "type: tabel", "there is no type tabel. Use one of: images, series, "),
        ("model: {type: logistic}", "", "the key model is missing. Add it, such as"),
        ("model: {type: logistic}", "model: {kind: x}", "a model has one of the keys type"),
        ("seeds: 2", "numbers: [3, 1]", "do not rise from 1 upwards. Write them such as"),
        ("seeds: 2", "numbers: [1, 50]", "numbers go up to 50, and a list has at most 10"),
        ("seeds: 2", "errors: {samples: [a], types: 2}", "listed by `samples`, and drawn as well"),
        ("seeds: 2", "split: {column: part}", "a column needs the values that mark test samples"),
        ("seeds: 2", "split: {file: a, test: [b]}", "named twice, by a file and by a column"),
        ("seeds: 2", "split: {file: a, test_share: 0.5}", "Drop `test_share`."),
        ("seeds: 2", "candidates: {number: 0}", "0 is too small. Use a number from 1 upwards."),
        ("seeds: 2", "seeds: 2\nseeds: 3", "this key is already on line 11. Keep one."),
    ],
)
def test_a_mistake_gets_a_sentence_and_a_remedy(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert any(said in line for line in refusal(write_scenario(tmp_path, (old, new))))


def test_what_is_no_scenario_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "loans.yaml"
    file.write_text("- a list\n")
    assert refusal(file) == [", line 1: a scenario is a mapping. Begin with `scenario: its-name`."]
    file.write_bytes(SCENARIO.replace("Decline", "Bör").encode("latin-1"))
    assert "is not UTF-8 text. Save it as UTF-8" in refusal(file)[0]


def test_photographs_have_no_model_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "chairs.yaml"
    file.write_text(
        "scenario: chairs\nsource: drawn\nmodel: {type: logistic}\n"
        "data: {type: images, folder: chairs, classes: {a: A, b: B}}\n"
    )
    assert "photographs name their model by data.recipe. Delete" in refusal(file)[0]
