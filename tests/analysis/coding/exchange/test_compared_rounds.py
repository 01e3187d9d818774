"""A compared round goes out with every layer, and nothing before."""

import pytest

from analysis.coding.exchange.compared_rounds import coded_units, project_of
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, browser

pytestmark = pytest.mark.django_db


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


def test_nothing_of_a_round_goes_out_before_it_is_compared(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert all(not source.selections for source in project_of(coding.round).project.sources)
    _book, units = coded_units(coding.round)
    assert not any(themes for unit in units for themes in unit.themes_by_coder.values())
