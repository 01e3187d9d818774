"""The package that leaves the project: complete, safe, the same twice, and never half."""

import csv
import json
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from django.core.management import CommandError, call_command

from analysis.errors import ExportOutdated, FolderTaken
from analysis.export.package import package_files
from analysis.export.scope import Scope
from analysis.export.tables import TABLES
from analysis.export.writing import write_folder, zipped
from core.spreadsheet_text import original_text
from survey.leaving.withdraw import stop, withdraw
from survey.models import Answer, Participant, StudyVersion, Trial
from survey.population import Population
from tests.analysis.two_spaces import take_part, two_spaces
from tests.operations.newest_change import newest
from tests.survey.conftest import opened
from tests.survey.steps import finish
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db

METRICS = ["loss", "true_class_probability", "predicted_class_probability"]
FORMULA = '=HYPERLINK("https://example.org","Ä")'
IDENTIFYING = """
extends: ../tda-needfinding/study.yaml
study: with-names
version: "1.0"
closing:
  - key: closing
    title: Before you go
    questions:
      - {key: employer, type: short_text, text: Who employs you, identifying: true}
      - {key: remarks, type: long_text, text: Anything else}
"""


@pytest.fixture
def version(world: World) -> StudyVersion:
    """One completed, one stopped, one is on the way, one pilots, one is simulated."""
    finish(world.ada)
    stop(world.join("bo"), now=NOON)
    world.join("cy")
    finish(world.join("pia", population=Population.PILOTS))
    finish(world.join("sim", population=Population.SIMULATED))
    Answer.objects.filter(participant=world.ada, question="remarks").update(value=FORMULA)
    # The test's way through answers every question in text; a choice is stored as below.
    chosen = {"options": ["industry", "other"], "other": "a zoo"}
    Answer.objects.filter(question="sector").update(value=chosen)
    one_option = ("gender", "years_of_experience", "deep_models")
    Answer.objects.filter(question__in=one_option).update(value={"option": "other", "other": "x"})
    Answer.objects.filter(question="data_types").update(value={"options": ["image"]})
    Answer.objects.filter(question="years_of_experience").update(value={"option": "over_5"})
    Answer.objects.filter(question="deep_models").update(value={"option": "yes"})
    return world.founding


def written(version: StudyVersion, folder: Path, **options: Any) -> dict[str, bytes]:
    scope = Scope(version.study, **options)
    write_folder(package_files(scope), folder, study=version.study.slug)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_people_are_in_it_and_nobody_else(version: StudyVersion, tmp_path: Path) -> None:
    files = written(version, tmp_path / "out")
    participants = rows(files["participants.csv"])
    assert [participant["state"] for participant in participants] == ["completed", "stopped"]
    assert {participant["simulated"] for participant in participants} == {"false"}
    assert len(rows(files["trials.csv"])) == 4
    explorations = rows(files["explorations.csv"])
    chosen = [
        (exploration["action"], exploration["number"], exploration["position"])
        for exploration in explorations
        if exploration["chosen"] == "true"
    ]
    assert chosen == [("removal", "3", "1")] * 2
    assert len(rows(files["check_attempts.csv"])) == 4
    assert files["study-2.0.json"] == version.content.encode()


def test_simulated_participants_are_alone_and_marked_in_every_file(
    version: StudyVersion, tmp_path: Path
) -> None:
    files = written(version, tmp_path / "out", population=Population.SIMULATED)
    participants = rows(files["simulated-participants.csv"])
    assert {participant["simulated"] for participant in participants} == {"true"}
    described = json.loads(files["datapackage.json"])
    assert (described["simulated"], described["participants"]) == (True, 1)
    assert b"**These data are simulated.**" in files["README.md"]
    assert not [name for name in files if name in {"participants.csv", "answers.csv"}]


def test_answers_are_keys_words_and_what_was_written(version: StudyVersion, tmp_path: Path) -> None:
    answers = rows(written(version, tmp_path / "out")["answers.csv"])
    by_question = {answer["question"]: answer for answer in answers}
    sector = by_question["sector"]
    assert (sector["value"], sector["other"]) == ("industry;other", "a zoo")
    assert sector["reads"] == "Industry; Somewhere else: a zoo"
    assert by_question["remarks"]["value"] == "'" + FORMULA
    assert original_text(by_question["remarks"]["value"]) == FORMULA


def test_the_description_fits_the_files(version: StudyVersion, tmp_path: Path) -> None:
    files = written(version, tmp_path / "out")
    described = json.loads(files["datapackage.json"])
    resources = described["resources"]
    names = [resource["name"] for resource in resources]
    assert len(set(names)) == len(names)
    assert {resource["path"] for resource in resources} == set(files) - {"datapackage.json"}
    for resource in resources:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
    for resource in resources[: len(TABLES)]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        header = next(csv.reader(StringIO(files[resource["path"]].decode("utf-8-sig"))))
        assert header == fields
        assert set(resource["schema"]["primaryKey"]) <= set(fields)
    dictionary = rows(files["data-dictionary.csv"])
    asked = [row for row in dictionary if row["version"]]
    assert {"gender", "check_metric", "remarks"} <= {row["question"] for row in asked}
    assert dictionary[0]["meaning"] in files["data-dictionary.md"].decode()


PANDAS_TYPES = {"integer": "i", "number": "f", "boolean": "b", "string": "OT", "datetime": "M"}


def test_pandas_reads_every_table_with_the_types_described(
    version: StudyVersion, tmp_path: Path
) -> None:
    files = written(version, tmp_path / "out")
    for resource in json.loads(files["datapackage.json"])["resources"][: len(TABLES)]:
        fields = resource["schema"]["fields"]
        times = [field["name"] for field in fields if field["type"] == "datetime"]
        table = pd.read_csv(BytesIO(files[resource["path"]]), parse_dates=times)
        assert not table.duplicated(resource["schema"]["primaryKey"]).any()
        for field in fields:
            column = table[field["name"]]
            full = column.notna().all() and len(table)
            assert full or table.empty or not field.get("constraints", {}).get("required")
            if full and field["name"] != "version":
                assert column.dtype.kind in PANDAS_TYPES[field["type"]] + "i", field["name"]


def test_the_order_in_which_options_stood_is_that_of_the_trial(
    version: StudyVersion, tmp_path: Path
) -> None:
    trials = Trial.objects.filter(
        participant__state="completed", participant__population=Population.PEOPLE
    )
    first, _second = trials
    first.options |= {
        "action": ["upweighting", "removal", "label_change"],
        "metric": METRICS[::-1],
    }
    first.save()
    exported = {
        row["scenario"]: (row["option_order"], row["actions_offered"], row["metrics_offered"])
        for row in rows(written(version, tmp_path / "out")["trials.csv"])[:2]
    }
    assert exported[first.scenario] == (
        "random",
        "upweighting;removal;label_change",
        ";".join(METRICS[::-1]),
    )


def test_axes_are_columns_that_are_empty_where_a_scenario_lacks_them(
    world: World, study_folder: Path, tmp_path: Path
) -> None:
    version = two_spaces(world, study_folder)
    take_part(version, "ada")
    files = written(version, tmp_path / "out")
    trials = {row["scenario"]: row for row in rows(files["trials.csv"])}
    axes = ["action", "metric", "number", "explanation", "amount"]
    assert [trials["image"][axis] for axis in axes] == ["upweighting", "loss", "1", "", ""]
    assert [trials["tabular"][axis] for axis in axes] == ["", "", "", "similar_applicants", "3"]
    offered = ["actions_offered", "metrics_offered", "explanations_offered"]
    assert [key for key in trials["image"] if key.endswith("s_offered")] == offered
    assert trials["tabular"]["actions_offered"] == ""
    assert set(trials["tabular"]["explanations_offered"].split(";")) == {
        "contributions",
        "smallest_change",
        "similar_applicants",
        "training_effects",
    }
    fields = {
        field["name"]: field
        for resource in json.loads(files["datapackage.json"])["resources"]
        if resource["name"] == "explorations"
        for field in resource["schema"]["fields"]
    }
    assert [fields[axis]["type"] for axis in axes] == [
        "string",
        "string",
        "integer",
        "string",
        "integer",
    ]
    assert "required" not in fields["action"]["constraints"]
    dictionary = files["data-dictionary.md"].decode()
    assert "training_effects: Training data." in dictionary
    assert "`amount` (integer): How much is shown, as applied." in dictionary


def test_the_columns_of_the_founding_study_are_as_they_always_were(
    world: World, tmp_path: Path
) -> None:
    files = written(world.founding, tmp_path / "out")
    headers = {
        name: files[f"{name}.csv"].decode("utf-8-sig").splitlines()[0]
        for name in ("trials", "explorations")
    }
    assert headers == {
        "trials": (
            "participant,scenario,position,effects,model_error,option_order,actions_offered,"
            "metrics_offered,settings_tried,chosen,action,metric,number,chosen_at,seconds"
        ),
        "explorations": (
            "participant,scenario,position,action,metric,number,applied_at,seconds,chosen"
        ),
    }


@pytest.mark.parametrize("allowed", [False, True])
def test_identifying_answers_are_withheld_and_named(
    world: World, study_folder: Path, tmp_path: Path, allowed: bool
) -> None:
    version = opened(world, study_folder, IDENTIFYING)
    person = joined(version, "ada")
    visit = person.visits.get(page="inclusion")
    person.answers.create(visit=visit, question="employer", value="Acme")
    stop(person, now=NOON)
    files = written(version, tmp_path / "out", with_identifying=allowed)
    answer = rows(files["answers.csv"])[-1]
    assert (answer["question"], answer["withheld"]) == ("employer", str(not allowed).lower())
    assert answer["value"] == ("Acme" if allowed else "")
    assert (b"Acme" in b"".join(files.values())) is allowed
    named = json.loads(files["datapackage.json"])["withheld"]
    assert [entry["question"] for entry in named] == ([] if allowed else ["employer"])
    assert ("could tell who somebody is: employer" in files["README.md"].decode()) is not allowed


def test_the_same_data_give_the_same_bytes_as_folder_and_as_archive(
    version: StudyVersion, tmp_path: Path
) -> None:
    first = written(version, tmp_path / "one")
    assert written(version, tmp_path / "two") == first
    archives = [
        b"".join(zipped(package_files(Scope(version.study)), folder="data")) for _ in range(2)
    ]
    assert archives[0] == archives[1]
    with ZipFile(BytesIO(archives[0])) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(f"data/{name}") for name in first} == first


def test_somebody_deleted_meanwhile_is_in_no_package(
    version: StudyVersion, world: World, tmp_path: Path
) -> None:
    written(version, tmp_path / "out")
    before = (tmp_path / "out" / "answers.csv").read_bytes()
    files = package_files(scope := Scope(version.study))
    assert len(scope.people) == 2
    withdraw(world.ada, now=NOON)
    with pytest.raises(ExportOutdated, match="start the export again"):
        write_folder(files, tmp_path / "out", study=version.study.slug)
    assert (tmp_path / "out" / "answers.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_earlier_package_is_replaced_and_anything_else_is_not(
    version: StudyVersion, tmp_path: Path
) -> None:
    written(version, tmp_path / "out")
    written(version, tmp_path / "out")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(FolderTaken, match="Name another folder"):
        written(version, mine)
    assert [path.name for path in mine.iterdir()] == ["thesis.txt"]


def test_the_command_says_what_it_wrote(version: StudyVersion, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export", "tda-needfinding", "--out", tmp_path / "data", stdout=out)
    assert (newest().which, "run by" in newest().by) == ("data package", True)
    assert "The data of 2 participants of tda-needfinding are in" in out.getvalue()
    assert "identifying answers are withheld" in out.getvalue()
    with pytest.raises(CommandError, match="There is no study none"):
        call_command("export", "none", "--out", tmp_path / "data")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export", "tda-needfinding", "--out", tmp_path / "data" / "README.md" / "x")


def test_nobody_took_part_yet(world: World, tmp_path: Path) -> None:
    files = written(world.founding, tmp_path / "out")
    assert rows(files["participants.csv"]) == []
    assert not Participant.objects.exists()
