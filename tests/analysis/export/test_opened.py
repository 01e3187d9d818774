"""A package is opened by the tools that the documentation names, without losing an answer."""

import re
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from analysis.export.package import package_files, scope_of
from analysis.export.writing import write_folder
from survey.design.reading import StudyFile
from survey.leaving.withdraw import stop
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.studies.load import store_version
from survey.studies.models import Study
from tests.analysis.participation import go_through
from tests.analysis.report.interviews.world import CodedInterviews
from tests.folders import PROJECT
from tests.world import NOON, World, founding_study, joined

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HOW_TO = PROJECT / "docs" / "how-to" / "export-the-data.md"
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
ODD = ("None", "NA", "n/a", "null", "nan", "00123", "1.10", "-5", "=1+1", "'x", "日本\r\nÄ")
"""Answers that a reader of CSV files likes to take for something else."""


@pytest.fixture
def study(world: World) -> Study:
    """Versions 1.1 and 1.10, in which people gave the odd answers."""
    world.open()
    for label in ("1.1", "1.10"):
        version = version_called(label)
        for answer in ODD:
            person = joined(version, f"{label} {answer}")
            visit = person.visits.get(page="inclusion")
            person.answers.create(visit=visit, question="remarks", value=answer)
            stop(person, now=NOON)
    return version.study


def version_called(label: str) -> StudyVersion:
    """The founding study under another number."""
    file = founding_study()
    definition = file.definition.model_copy(update={"version": label})
    content = definition.model_dump_json()
    digest = sha256(content.encode()).hexdigest()
    changed = replace(file, definition=definition, content=content, digest=digest)
    assert isinstance(changed, StudyFile)
    return store_version(changed, loaded_at=NOON).version


def write(study: Study, folder: Path, population: Population = Population.PEOPLE) -> None:
    scope = scope_of(study, population=population)
    write_folder(package_files(scope), folder, study=study.slug)


def blocks(page: Path) -> Iterator[str]:
    return iter(CODE.findall(page.read_text(encoding="utf-8")))


def run(page: Path, folder: Path) -> Callable[[str], pd.DataFrame]:
    """Run the code of a page as it stands there, in a folder."""
    code, names = next(blocks(page)), dict[str, Any]()
    with chdir(folder):
        exec(code, names)  # noqa: S102  what readers are told to run
    return lambda name: _in(folder, names["read"], name)


def _in(folder: Path, read: Callable[[str], pd.DataFrame], name: str) -> pd.DataFrame:
    with chdir(folder):
        return read(name)


@pytest.mark.parametrize("page", ["documentation", "README"])
def test_the_code_of_the_documentation_loses_no_answer_and_no_version(
    study: Study, tmp_path: Path, page: str
) -> None:
    package = tmp_path / "data-of-the-study"
    write(study, package)
    is_readme = page == "README"
    read = run(package / "README.md", package) if is_readme else run(HOW_TO, tmp_path)
    answers = read("answers")
    remarks = answers[answers["question"] == "remarks"]["value"]
    assert remarks.tolist() == [*ODD, *ODD]
    people = read("participants")
    assert people["version"].value_counts().to_dict() == {"1.1": len(ODD), "1.10": len(ODD)}
    assert people["consented_at"].dt.year.unique().tolist() == [2027]
    assert {str(kind) for kind in people.dtypes[["participant", "minutes", "simulated"]]} == {
        "Int64",
        "Float64",
        "boolean",
    }


def problems(folder: Path) -> list[str]:
    with chdir(folder):
        found = frictionless.validate("datapackage.json")
    return [str(one) for one in found.flatten(["fieldName", "rowNumber", "type", "note"])]


@pytest.fixture
def founding(world: World) -> StudyVersion:
    go_through(world.ada)
    go_through(world.join("bo"), trials=1)
    stop(Participant.objects.get(state="active"), now=NOON)
    go_through(world.join("sim", population=Population.SIMULATED))
    return world.founding


@pytest.mark.parametrize("population", [Population.PEOPLE, Population.SIMULATED])
def test_the_package_of_a_survey_is_valid(
    founding: StudyVersion, tmp_path: Path, population: Population
) -> None:
    """By the reference implementation of the standard."""
    write(founding.study, tmp_path / "out", population)
    assert problems(tmp_path / "out") == []


def test_the_package_of_odd_answers_is_valid(study: Study, tmp_path: Path) -> None:
    write(study, tmp_path / "out")
    assert problems(tmp_path / "out") == []


def test_the_package_of_interviews_is_valid(tmp_path: Path) -> None:
    world = CodedInterviews()
    world.closed()
    write(world.study, tmp_path / "out")
    assert problems(tmp_path / "out") == []


def test_a_package_that_was_changed_is_not(founding: StudyVersion, tmp_path: Path) -> None:
    write(founding.study, tmp_path / "out")
    table = tmp_path / "out" / "participants.csv"
    table.write_bytes(table.read_bytes().replace(b"completed", b"lost"))
    assert problems(tmp_path / "out")
