"""The package of a study of interviews: complete, and without a word that was said."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from analysis.errors import ExportOutdated
from analysis.export.package import package_files, scope_of
from survey.interviews.write import erase_interviewee
from survey.members.roles import Role
from survey.population import Population
from tests.analysis.coding_world import SAID
from tests.analysis.report.interviews.world import CodedInterviews
from tests.roles import with_role
from tests.world import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> CodedInterviews:
    world = CodedInterviews()
    world.closed()
    return world


def files_of(
    world: CodedInterviews, population: Population = Population.PEOPLE
) -> dict[str, bytes]:
    scope = scope_of(world.study, population=population)
    return {name: b"".join(pieces) for name, pieces in package_files(scope)}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_people_have_their_attributes_channel_and_day_of_consent(world: CodedInterviews) -> None:
    people = rows(files_of(world)["participants.csv"])
    assert [person["participant"] for person in people] == ["P1", "P2", "P3"]
    assert people[1]["attribute_role"] == "user"
    assert people[1]["attribute_location"] == "Norway"
    assert people[1]["consented_on"] == "2026-05-04"


def test_every_table_is_described_and_in_the_dictionary(world: CodedInterviews) -> None:
    files = files_of(world)
    package = json.loads(files["datapackage.json"])
    tables = [one for one in package["resources"] if "schema" in one]
    assert [one["name"] for one in tables] == [
        "participants",
        "transcripts",
        "codes",
        "codebook",
        "agreement",
        "design_space",
    ]
    assert package["participants"] == 3
    assert package["transcripts"] == "withheld"
    for one in tables:
        header = next(csv.reader(StringIO(files[one["path"]].decode("utf-8-sig"))))
        assert header == [field["name"] for field in one["schema"]["fields"]]
    described = rows(files["data-dictionary.csv"])
    assert {"table": "participants", "column": "attribute_role"}.items() <= next(
        row.items() for row in described if row["column"] == "attribute_role"
    )


def test_no_word_that_was_said_is_in_it(world: CodedInterviews) -> None:
    everything = b"".join(files_of(world).values()).decode()
    for turn in SAID:
        assert turn.text not in everything
    assert "What people said is not in this package" in everything


def test_codes_name_the_participant_the_interview_and_the_place(world: CodedInterviews) -> None:
    """Two coders and the consensus gave each of three people one theme."""
    codes = rows(files_of(world)["codes.csv"])
    assert len(codes) == 9
    agreed = [code for code in codes if code["layer"] == "consensus"]
    assert [(one["participant"], one["interview"], one["theme"]) for one in agreed] == [
        ("P1", "1", "wrong"),
        ("P2", "1", "wrong"),
        ("P3", "1", "size"),
    ]
    talks = {
        (one["participant"], one["interview"]): (one["title"], one["language"])
        for one in rows(files_of(world)["transcripts.csv"])
    }
    assert all(
        (one["transcript"], one["language"]) == talks[one["participant"], one["interview"]]
        for one in codes
    )


def test_the_same_data_give_the_same_bytes(world: CodedInterviews) -> None:
    assert files_of(world) == files_of(world)


def test_simulated_people_are_in_a_package_of_their_own(world: CodedInterviews) -> None:
    files = files_of(world, Population.SIMULATED)
    assert rows(files["simulated-participants.csv"]) == []


def test_nothing_is_kept_of_whoever_withdraws_meanwhile(world: CodedInterviews) -> None:
    files = package_files(scope_of(world.study))
    _name, participants = next(files)
    b"".join(participants)
    erase_interviewee(world.person("P1"), now=NOON)
    with pytest.raises(ExportOutdated):
        list(files)


def test_the_command_writes_it_and_refuses_identifying_answers(
    world: CodedInterviews, tmp_path: Path
) -> None:
    said = StringIO()
    call_command("export", "small-interviews", "--out", str(tmp_path / "out"), stdout=said)
    assert "3 participants" in said.getvalue()
    assert (tmp_path / "out" / "transcripts.csv").exists()
    options = ("--out", str(tmp_path / "other"), "--with-identifying")
    with pytest.raises(CommandError, match="Leave out --with-identifying"):
        call_command("export", "small-interviews", *options)
    assert not (tmp_path / "other").exists()


def test_the_page_sends_it(world: CodedInterviews) -> None:
    researcher = with_role(Role.RESEARCHER)
    address = "/analysis/studies/small-interviews/export/"
    assert "What people said is in no package" in researcher.get(address).content.decode()
    sent = researcher.post(address, {"who": "people"})
    assert sent.headers["Content-Type"] == "application/zip"
    assert b"participants.csv" in sent.getvalue()
