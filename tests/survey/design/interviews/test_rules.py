"""A study of interviews whose parts contradict one another is refused, with line and remedy."""

import json
from typing import Any

import pytest

from survey.design.problems import StudyFileError
from tests.interview_world import SMALL, small_study

CHOICE = {"title": "Role", "type": "choice", "options": {"user": "User", "developer": "Developer"}}


def changed(part: str, **changes: object) -> dict[str, Any]:
    whole: Any = SMALL[part]
    return {part: whole | changes}


def topic(key: str) -> dict[str, object]:
    return {"key": key, "title": "T", "aim": "A", "prompts": ["P?"]}


CRITERION = {"key": "same", "text": "Works."}
EXCLUSION = {"key": "same", "text": "Left out."}
PLAN = {"sample": "Ten.", "coding": "Two coders."}

REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"guide": {"topics": [topic("job"), topic("job")]}}, "the topic key job stands twice"),
    ({"inclusion": [CRITERION, CRITERION]}, "the criterion key same stands twice"),
    ({"plan": PLAN | {"exclusions": [EXCLUSION] * 2}}, "the exclusion key same stands twice"),
    (
        {"consent": {"statements": [{"key": "same", "text": "Yes."}] * 2}},
        "the statement key same stands twice",
    ),
    (
        {"attributes": {"role": CHOICE | {"options": {"user": "User"}}}},
        "a choice needs something to choose from",
    ),
    (
        {"attributes": {"role": CHOICE, "place": CHOICE | {"type": "text", "title": "Place"}}},
        "an attribute of type text has no options",
    ),
    (
        {"attributes": {"role": CHOICE | {"unit": "years"}}},
        "only a number has a unit",
    ),
    (
        {"attributes": {"role": CHOICE, "other": {"title": "ROLE"}}},
        "ROLE is already the title of role",
    ),
    ({"groups": "location"}, r"location is no attribute with choices. Use one of: role\."),
    ({"groups": "age"}, r"age is no attribute with choices. Use one of: role\."),
    (
        {"attributes": {"place": {"title": "Place"}}, "groups": "place"},
        "Give an attribute choices first",
    ),
    (changed("conduct", begins="2026-06", ends="2026-05"), "the last interview would be before"),
    (changed("conduct", begins="2026-13"), "there is no day, month or year 2026-13"),
    (changed("conduct", ends="2026-02-30"), "there is no day, month or year 2026-02-30"),
    (changed("conduct", minutes=[60, 30]), "the minutes are no span"),
    (changed("conduct", minutes=[0, 30]), "the minutes are no span"),
    (changed("conduct", minutes=[30, 601]), "the minutes are no span"),
    (changed("retention", recordings_until="2037-01-01"), "recordings would be kept longer"),
    ({"scenarios": {}}, "scenarios"),
    ({"coreq": {"33": "There are 32 items."}}, "coreq"),
]


@pytest.mark.parametrize(("changes", "sentence"), REFUSED)
def test_a_study_that_contradicts_itself_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(StudyFileError, match=sentence):
        small_study(**json.loads(json.dumps(changes)))  # a YAML file without anchors


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("2026", "2026"), ("2026-06", "2026"), ("2026", "2026-03"), ("2026-06-30", "2026-06")],
)
def test_days_months_and_years_can_stand_beside_one_another(begins: str, ends: str) -> None:
    assert small_study(**changed("conduct", begins=begins, ends=ends))
