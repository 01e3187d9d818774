"""An attribute keeps what its key means once people were recorded under it."""

from typing import Any

import pytest

from core.yaml_files.problems import dotted
from survey.design.interviews.changed_meanings import changed_attributes
from survey.design.interviews.definition import InterviewStudy
from tests.interview_world import SMALL, small_study

ATTRIBUTES: Any = SMALL["attributes"]


def study(**attributes: object) -> InterviewStudy:
    """The small study with some attributes changed, added, or taken away by None."""
    merged = {key: value for key, value in (ATTRIBUTES | attributes).items() if value}
    definition = small_study(attributes=merged).definition
    assert isinstance(definition, InterviewStudy)
    return definition


def role(**changes: object) -> dict[str, object]:
    return {"role": ATTRIBUTES["role"] | changes}


@pytest.mark.parametrize(
    ("attributes", "was"),
    [
        ({"location": {"title": "Country"}}, "title was “Location”"),
        ({"location": {"title": "Location", "type": "number"}}, "type was text"),
        (role(options={"user": "Uses it", "developer": "Developer"}), "options.user was “User”"),
        (
            {"experience": {"title": "Experience", "type": "number", "unit": "months"}},
            "unit was “years”",
        ),
        ({"experience": {"title": "Experience", "type": "number"}}, "unit was “years”"),
    ],
)
def test_another_type_title_unit_or_option_is_another_meaning(
    attributes: dict[str, object], was: str
) -> None:
    (rule,) = changed_attributes(study(**attributes), study())
    (key,) = attributes
    assert dotted(rule.path) == f"attributes.{key}"
    assert rule.message.endswith(f"in version 1.0, in which people took part: {was}.")
    assert f"such as {key}_2." in rule.remedy


@pytest.mark.parametrize(
    "attributes",
    [
        {"location": {"title": "*location*", "required": False}},
        {"location": None},
        {"age": {"title": "Age", "type": "number"}},
        role(options={"developer": "Developer", "tester": "Tester"}),
    ],
)
def test_new_and_missing_attributes_and_options_are_no_change(
    attributes: dict[str, object],
) -> None:
    assert list(changed_attributes(study(**attributes), study())) == []
