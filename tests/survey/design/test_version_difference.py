"""Versions are compared by what they mean, and what that means for the answers is said."""

from pathlib import Path
from typing import Any

import pytest

from attribution.queries import SHIPPED
from survey.design.definition import SurveyDefinition
from survey.design.reading import read_study
from survey.design.version_difference import Change, VersionDifference, version_difference
from tests.interview_world import small_study
from tests.world import FOUNDING, founding_study

FOUNDED = founding_study().survey


def otherwise(study_folder: Path, *changes: tuple[str, str]) -> SurveyDefinition:
    """The founding study with some words of its file replaced."""
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text)
    return read_study(file, bundles=SHIPPED).survey


def changes_of(found: VersionDifference) -> list[tuple[str, Change]]:
    return [(heading, change) for heading, changes in found.sections for change in changes]


def words(change: Change, kept: str) -> str:
    return "".join(part.text for part in change.words if part.kept == kept)


def test_a_study_differs_in_nothing_from_itself() -> None:
    assert version_difference(FOUNDED, FOUNDED) == VersionDifference((), ())
    assert version_difference(FOUNDED, FOUNDED).is_empty


def test_another_wording_is_only_that(study_folder: Path) -> None:
    new = otherwise(study_folder, ("title: Before you go", "title: Before you leave"))
    found = version_difference(new, FOUNDED)
    [(heading, change)] = changes_of(found)
    assert (heading, change.kind) == ("Questions at the end", "changed")
    assert change.where == "page “Before you leave” (closing) › title"
    assert (words(change, "removed"), words(change, "added")) == ("go", "leave")
    assert found.is_wording_alone


def test_a_question_that_means_something_else_makes_answers_incomparable(
    study_folder: Path,
) -> None:
    new = otherwise(
        study_folder, ("Where do you work with machine learning?", "Where do you live?")
    )
    found = version_difference(new, FOUNDED)
    [sentence] = found.incomparable
    assert sentence.startswith("The question sector meant something else in version 2.0: text was")
    assert "people took part" not in sentence
    assert not found.is_wording_alone


def test_what_was_added_and_taken_away_is_named_with_its_words() -> None:
    [page] = FOUNDED.background
    fewer = FOUNDED.model_copy(
        update={"background": (page.model_copy(update={"questions": page.questions[1:]}),)}
    )
    first = page.questions[0]
    for new, old, kind in ((fewer, FOUNDED, "removed"), (FOUNDED, fewer, "added")):
        found = version_difference(new, old)
        [(heading, change)] = changes_of(found)
        assert (heading, change.kind) == ("Questions about the participant", kind)
        assert first.text in words(change, kind)
        assert first.key in change.where
        assert not found.is_wording_alone
        assert found.incomparable == ()


def test_another_order_of_questions_is_told_as_that() -> None:
    [page] = FOUNDED.background
    turned = page.model_copy(update={"questions": page.questions[::-1]})
    found = version_difference(FOUNDED.model_copy(update={"background": (turned,)}), FOUNDED)
    [(_heading, change)] = changes_of(found)
    assert change.kind == "moved"
    assert change.where.endswith("order of each question")


@pytest.mark.parametrize(
    ("changes", "where", "old", "new"),
    [
        ({"duration_minutes": 40}, "minutes it takes", "35", "40"),
        ({"target_sample_size": 50}, "participants aimed at", "31", "50"),
        ({"language": "de"}, "language", "en", "de"),
    ],
)
def test_numbers_and_names_are_no_wording(
    changes: dict[str, Any], where: str, old: str, new: str
) -> None:
    found = version_difference(FOUNDED.model_copy(update=changes), FOUNDED)
    [(_heading, change)] = changes_of(found)
    assert (change.where, words(change, "removed"), words(change, "added")) == (where, old, new)
    assert not found.is_wording_alone


def test_a_plan_axes_and_levels_are_compared_too(study_folder: Path) -> None:
    new = otherwise(study_folder, ("title: Removal", "title: Leaving out"))
    headings = {heading for heading, _change in changes_of(version_difference(new, FOUNDED))}
    assert "What can be chosen" in headings
    assert version_difference(new, FOUNDED).incomparable
    without_plan = FOUNDED.model_copy(update={"plan": None})
    [(heading, change)] = changes_of(version_difference(FOUNDED, without_plan))
    assert (heading, change.kind) == ("Plan", "added")


def test_interviews_are_compared_and_a_study_of_another_kind_is_no_error() -> None:
    interviews = small_study().definition
    renamed = interviews.model_copy(update={"title": "What do people need?"})
    [(heading, _change)] = changes_of(version_difference(renamed, interviews))
    assert heading == "What it is"
    assert not version_difference(interviews, FOUNDED).is_empty
    assert FOUNDING.exists()
