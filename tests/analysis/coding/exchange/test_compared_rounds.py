"""A compared round goes out with every layer, and nothing before."""

import csv
from io import StringIO

import pytest

from analysis.coding.desk.apply_codes import WHOLE, apply_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.exchange.compared_rounds import coded_units, project_of
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from analysis.coding.rounds.stages import begin_consensus
from analysis.models import Attribute, AttributeValue, CodingRound
from analysis.records.background import background_questions
from survey.models import Answer
from tests.analysis.another_version import next_version
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, browser
from tests.analysis.records.test_background import GENDER
from tests.world import NOON, joined

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_compared_round_goes_out_as_a_project_and_a_matrix(coding: CodingWorld) -> None:
    coding_round = settled(coding)
    exchanged = project_of(coding_round)
    imported = read_project_file(project_file(exchanged.project).content).project
    assert {user.name for user in imported.users} == {"ann", "ben", "consensus", "Needfinder"}
    words = {
        source.text[selection.start : selection.end]
        for source in imported.sources
        for selection in source.selections
    }
    assert words == {"ye", "yes"}
    _book, units = coded_units(coding_round)
    assert units[0].themes_by_coder["ann"] == {"class_overlap", "mislabeled_data"}
    assert units[0].themes_by_coder["consensus"] == {
        "class_overlap",
        "mislabeled_data",
        "changing_label_to_correct",
    }
    rita = browser(coding.rita)
    for file in ("matrix.csv", "project.qdpx", "exports/"):
        answer = rita.get(f"/admin/analysis/codinground/{coding_round.pk}/{file}")
        assert answer.status_code == 200
    for form in ("html", "docx", "csv", "qdc"):
        address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/{form}/"
        assert rita.get(address).status_code == 200


def test_closed_answers_about_participants_go_out_as_variables_and_never_who_they_are(
    coding: CodingWorld,
) -> None:
    study, case = coding.founding.study, coding.cases[0]
    answers = Answer.objects.filter(participant=case.participant_id)
    answers.filter(question="sector").update(value={"options": ["academia"]})
    answers.filter(question="gender").update(value={"option": "woman"})
    answers.filter(question="remarks").update(value="I am Ada.")
    # What else the participant answered is not what this is about.
    answers.exclude(question__in=("sector", "gender", "remarks")).delete()
    names = {question.key: question.text for question in background_questions(study)}
    role = Attribute.objects.create(study=study, key="role", name="Role")
    AttributeValue.objects.create(attribute=role, case=case, value="nurse")
    address = f"/admin/analysis/codinground/{coding.compare().pk}/project.qdpx"

    def sent() -> dict[str, str]:
        content = browser(coding.rita).get(address).getvalue()
        cases = {each.name: each for each in read_project_file(content).project.cases}
        return dict(cases[case.label].values)

    assert sent() == {names["sector"]: "Academia", names["gender"]: "Woman", "Role": "nurse"}
    joined(next_version(GENDER), "another")  # where it tells who somebody is
    assert sent() == {names["sector"]: "Academia", "Role": "nurse"}


def test_nothing_of_a_round_goes_out_before_it_is_compared(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert all(not source.selections for source in project_of(coding.round).project.sources)
    _book, units = coded_units(coding.round)
    assert not any(themes for unit in units for themes in unit.themes_by_coder.values())


def test_the_matrix_has_new_themes_and_a_consensus_once_there_is_one(coding: CodingWorld) -> None:
    for who in (coding.ann, coding.ben):
        part = coding.part(who)
        theme = propose_theme(part, name="Weather", definition="")
        apply_theme(part, coding.unit(), theme.guid, WHOLE, now=NOON)
    coding_round = coding.compare()
    book, units = coded_units(coding_round)
    new = [theme.key for theme in book.themes if theme.name in {"Weather", "Weather (2)"}]
    assert len(new) == 2
    assert [units[0].themes_by_coder[coder] for coder in ("ann", "ben")] == [{new[0]}, {new[1]}]
    assert {coder for unit in units for coder in unit.themes_by_coder} == {"ann", "ben"}
    address = f"/admin/analysis/codinground/{coding_round.pk}/matrix.csv"
    written = browser(coding.rita).get(address).content.decode()
    header, *lines = csv.reader(StringIO(written))
    columns = [header.index(name) for name in ("Weather", "Weather (2)")]
    assert [[line[column] for column in columns] for line in lines[:2]] == [["1", "0"], ["0", "1"]]
    begin_consensus(coding_round, now=NOON)
    decided = CodingRound.objects.get(pk=coding_round.pk)
    assert "consensus" in coded_units(decided)[1][0].themes_by_coder
