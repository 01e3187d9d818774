"""What is drafted can be read, and its owner learns what was guessed."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution.scenario_files.data.images import ImagesData
from attribution.scenario_files.data.texts import TextsData
from attribution.scenario_files.drafting import draft_text, drafted_definition
from attribution.scenario_files.reading import read_scenario_file
from core.yaml_files.problems import KeyPath

WORDS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)


def texts(classes: dict[str, str], column: str = "text") -> TextsData:
    return TextsData.model_validate(
        {"file": "m.csv", "text": column, "label": {"column": "mood", "classes": classes}}
    )


@settings(max_examples=25)
@given(classes=st.dictionaries(WORDS, WORDS, min_size=2, max_size=4), source=WORDS)
def test_whatever_words_data_have_what_is_drafted_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, classes: dict[str, str], source: str
) -> None:
    drafted = drafted_definition(texts(classes), "moods", source)
    file = tmp_path_factory.mktemp("drafts") / "moods.yaml"
    file.write_text(draft_text(drafted, file.name), "utf-8")
    read = read_scenario_file(file).definition
    assert read.content == drafted.content
    assert isinstance(read.data, TextsData)
    assert list(read.data.label.classes.items()) == list(classes.items())


@pytest.mark.parametrize("text", ["yes", "1.10", "2027-01-31", "null", "~", "", "a: b", "- a", "#"])
def test_text_that_yaml_takes_for_something_else_is_quoted(text: str) -> None:
    drafted = drafted_definition(texts({"a": "A", text or "b": "B"}), "moods", "x")
    loaded = yaml.safe_load(draft_text(drafted, "moods.yaml"))
    assert list(loaded["data"]["label"]["classes"]) == ["a", text or "b"]


def test_comments_stand_above_their_keys_at_any_depth(tmp_path: Path) -> None:
    comments: dict[KeyPath, str] = {
        ("data", "text"): "The longest column.",
        ("data", "label", "classes"): "What people read. " * 10,
    }
    text = draft_text(drafted_definition(texts({"a": "A", "b": "B"}), "m", "x"), "m.yaml", comments)
    lines = text.splitlines()
    assert lines[lines.index("  text: text") - 1] == "  # The longest column."
    above = lines[lines.index("    classes: {a: A, b: B}") - 2 :][:2]
    assert all(line.startswith("    # What people read.") for line in above)
    assert max(map(len, lines)) <= 100


def test_an_entry_of_a_list_has_its_comment_before_its_dash() -> None:
    from attribution.scenario_files.drafting import _lines

    tree = {"columns": [{"name": "age", "minimum": "18"}, {"name": "income"}]}
    comments: dict[KeyPath, str] = {
        ("columns", 0): "Looks like a number.",
        ("columns", 0, "minimum"): "The smallest value.",
    }
    written = "\n".join(_lines(tree, (), comments))
    assert yaml.safe_load(written) == {
        "columns": [{"name": "age", "minimum": "18"}, {"name": "income"}]
    }
    assert written.index("# Looks like") < written.index("- name: age")
    assert written.index("# The smallest") > written.index("- name: age")


def test_more_than_two_classes_get_a_model_for_them() -> None:
    three = drafted_definition(texts({"a": "A", "b": "B", "c": "C"}), "moods", "x")
    assert "sklearn.linear_model.SGDClassifier" in draft_text(three, "moods.yaml")


def test_photographs_get_no_model_beside_their_recipe() -> None:
    images = ImagesData(folder="chairs", classes={"a": "A", "b": "B"})
    text = draft_text(drafted_definition(images, "chairs", "drawn"), "chairs.yaml")
    assert "model:" not in text
    assert "type: images" in text
