"""Study files that are read for a test, and what is said about those that cannot be used."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from attribution.explanations import Explanations
from survey.design.definition import SurveyDefinition
from survey.design.problems import StudyFileError
from survey.design.reading import read_study

BUNDLES = frozenset({"birds", "fashion", "iris", "loan"})
"""The effects bundles that the shipped studies need."""

OWN = "extends: ../tda-needfinding/study.yaml\nstudy: own\nversion: 1\n"


def definition_of(file: Path) -> SurveyDefinition:
    return read_study(file, bundles=BUNDLES).survey


class Refusal(NamedTuple):
    """A change of the founding study, and the problem that it makes.

    `line_of` is part of the line that the problem names, `key` the path of the value, and `said`
    part of the message and its remedy.
    """

    old: str
    new: str
    line_of: str
    key: str
    said: str


def refused(*refusals: Refusal) -> pytest.MarkDecorator:
    """Run a test with each of these changes as its argument `refusal`."""
    return pytest.mark.parametrize("refusal", refusals, ids=lambda refusal: refusal.said[:40])


def refusal_after(study_folder: Path, old: str, new: str) -> StudyFileError:
    """What is said about the founding study after one change of its text."""
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    assert old in text, f"{old!r} is not in the study"
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(StudyFileError) as caught:
        read_study(file, bundles=BUNDLES)
    return caught.value


def assert_refused(study_folder: Path, refusal: Refusal) -> None:
    """Check that the change is refused with the line, the key and a remedy."""
    error = refusal_after(study_folder, refusal.old, refusal.new)
    lines = (study_folder / "tda-needfinding" / "study.yaml").read_text().splitlines()
    matching = [
        problem
        for problem in error.problems
        if refusal.said in f"{problem.message} {problem.remedy}"
    ]
    assert matching, f"{refusal.said!r} not in {error}"
    assert matching[0].key == refusal.key
    assert refusal.line_of in lines[matching[0].location.line - 1]
    assert matching[0].remedy


def own_study(study_folder: Path, text: str) -> Path:
    """The file of a study that extends the founding one."""
    file = study_folder / "own" / "study.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(OWN + text)
    return file


def said_of_own(
    study_folder: Path, text: str, bundles: Mapping[str, Explanations] | None = None
) -> str:
    """What is said about a study that extends the founding one; empty where it is valid.

    `bundles` are those of which it is known what is in them.
    """
    known = bundles or {}
    try:
        read_study(own_study(study_folder, text), bundles=BUNDLES | set(known), bundle_of=known.get)
    except StudyFileError as error:
        return str(error)
    return ""
