"""What pydantic refuses, as sentences that say what to do."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from survey.design.fields import Key, Part
from survey.design.model_errors import broken_by
from tests.survey.design.study_files import Refusal, assert_refused, refused

LIST_OF_KEYS = "docs/reference/study-file.md lists the keys."


class Cat(Part):
    kind: Literal["cat"]
    lives: int = Field(default=9, ge=1, le=9)


class Dog(Part):
    kind: Literal["dog"]
    names: tuple[str, ...] = Field(min_length=1, max_length=2)


class Household(Part):
    name: Key
    pets: tuple[Annotated[Cat | Dog, Field(discriminator="kind")], ...] = Field(
        default=(), min_length=1
    )


def broken(value: object) -> list[tuple[tuple[str | int, ...], str, str]]:
    """Path, message and remedy of everything that is wrong with a household."""
    with pytest.raises(ValidationError) as caught:
        Household.model_validate(value)
    return [(rule.path, rule.message, rule.remedy) for rule in broken_by(caught.value, value)]


@refused(
    Refusal(
        "duration_minutes: 35",
        "duration_minutes: long",
        "duration_minutes",
        "duration_minutes",
        "long is not a whole number. Write a whole number.",
    ),
    Refusal(
        "target_sample_size: 31",
        "target_sample_size: 0",
        "target_sample_size",
        "target_sample_size",
        "0 is too small. Use a number from 1 upwards.",
    ),
    Refusal(
        "title: What",
        "titel: What",
        "titel",
        "titel",
        "there is no key titel here. Did you mean title?",
    ),
    Refusal(
        "type: multiple_choice",
        "type: checkboxes",
        "- key: sector",
        "background[1].questions[2]",
        "there is no type checkboxes. Use one of: single_choice",
    ),
    Refusal(
        "  code: TDA",
        "  link: http://example.org/\n  code: TDA",
        "link:",
        "compensation.link",
        "there is no key link here. Delete it (`link: null` where",
    ),
    Refusal(
        "information: {file: information.md}",
        "information:",
        "information",
        "information",
        "this is empty. Write a text.",
    ),
    Refusal(
        "information: {file: information.md}",
        "information: [a]",
        "information",
        "information",
        "this should be text.",
    ),
    Refusal(
        "information: {file: information.md}",
        "",
        "study:",
        "",
        "the key information is missing.",
    ),
    Refusal(
        "contact:\n",
        "contact: me\nwhom:\n",
        "contact: me",
        "contact",
        "this should be a mapping.",
    ),
)
def test_a_wrong_value_is_named_with_its_line_its_key_and_a_remedy(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


@pytest.mark.parametrize(
    ("value", "path", "message", "remedy"),
    [
        ({}, (), "the key name is missing.", f"Add it; {LIST_OF_KEYS}"),
        ({"name": 3}, ("name",), "this should be text.", "Write words, in quotes where they hold"),
        ({"name": None}, ("name",), "this is empty.", "Write a text."),
        ({"name": "Ada!"}, ("name",), "Ada! does not fit here.", "Use lower-case letters, digits"),
        (
            {"name": "ada", "pets": [{"lives": 9}]},
            ("pets", 0),
            "the key kind is missing.",
            f"Add it; {LIST_OF_KEYS}",
        ),
        (
            {"name": "ada", "pets": [{"kind": "newt"}]},
            ("pets", 0),
            "there is no kind newt.",
            "Use one of: cat, dog.",
        ),
        (
            {"name": "ada", "pets": [{"kind": "cat", "lives": 10}]},
            ("pets", 0, "lives"),
            "10 is too large.",
            "Use a number up to 9.",
        ),
        (
            {"name": "ada", "pets": [{"kind": "cat", "lives": "many"}]},
            ("pets", 0, "lives"),
            "many is not a whole number.",
            "Write a whole number.",
        ),
        (
            {"name": "ada", "pets": [{"kind": "dog", "names": []}]},
            ("pets", 0, "names"),
            "this has 0 entries.",
            "Give at least 1.",
        ),
        (
            {"name": "ada", "pets": [{"kind": "dog", "names": ["a", "b", "c"]}]},
            ("pets", 0, "names"),
            "this has 3 entries.",
            "Give at most 2.",
        ),
        ({"name": "ada", "pets": "cat"}, ("pets",), "this should be a list.", "Begin each entry"),
        ({"name": "ada", "pets": ["cat"]}, ("pets", 0), "this should be a mapping.", "Write lines"),
    ],
)
def test_each_error_is_a_sentence_with_a_remedy_at_the_path_of_the_value(
    value: object, path: tuple[str | int, ...], message: str, remedy: str
) -> None:
    [(found_path, found_message, found_remedy)] = broken(value)
    assert (found_path, found_message) == (path, message)
    assert found_remedy.startswith(remedy)


def test_a_key_that_is_nearly_right_is_answered_by_the_right_one() -> None:
    assert broken({"name": "ada", "livs": 3}) == [
        (("livs",), "there is no key livs here.", f"Did you mean lives? {LIST_OF_KEYS}")
    ]


def test_a_key_like_no_other_can_be_deleted_also_where_it_is_taken_over() -> None:
    [(path, message, remedy)] = broken({"name": "ada", "zzzzzz": 3})
    assert (path, message) == (("zzzzzz",), "there is no key zzzzzz here.")
    assert remedy.startswith("Delete it (`zzzzzz: null` where it is taken over from another study)")


def test_a_list_is_not_called_too_short_because_an_entry_is_wrong() -> None:
    refusals = broken({"name": "ada", "pets": [{"kind": "cat", "lives": 0}]})
    assert refusals == [(("pets", 0, "lives"), "0 is too small.", "Use a number from 1 upwards.")]


def test_a_long_value_is_shortened_in_its_sentence() -> None:
    [(_path, message, _remedy)] = broken({"name": "X" * 200})
    assert message == f"{'X' * 57}... does not fit here."


def test_a_key_with_the_name_of_a_tag_is_still_part_of_its_path() -> None:
    value = {"name": "ada", "pets": [{"kind": "cat", "cat": {"deep": 1}}]}
    [(path, message, _remedy)] = broken(value)
    assert message == "there is no key cat here."
    assert path[:2] == ("pets", 0)
