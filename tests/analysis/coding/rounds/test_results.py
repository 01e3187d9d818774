"""What coding came to, as the report reads it: closed rounds, real or simulated."""

import csv
import io

import pytest

from analysis.coding.codebooks.merge_split import merge_themes
from analysis.coding.desk.apply_codes import Segment
from analysis.coding.exchange.compared_rounds import found_themes, project_of
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.writing import project_file
from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.comparison import comparisons
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.results import coding_results
from analysis.coding.rounds.stages import close
from analysis.models import Agreement, CodingRound, Verdict
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db


def coded(coding: CodingWorld) -> CodingRound:
    """In the first case both find one theme and each one more; in the second one theme alone."""
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 2))
    coding.code(coding.ben, "class_overlap", place=1)
    coding.code(coding.ann, "mislabeled_data")
    coding.code(coding.ben, "changing_label_to_correct")
    coding.code(coding.ann, "class_overlap", case=1)
    return coding.decide()


def settled(coding: CodingWorld) -> CodingRound:
    row = coded(coding)
    for case in comparisons(row):
        for item in case.items:
            if item.is_open:
                place = next(each for each in coding.cases if each.pk == case.case)
                decide(
                    row,
                    place,
                    item.theme.guid,
                    Verdict.ACCEPT,
                    by=coding.ann,
                    now=NOON,
                    reason="Both say so.",
                )
    close(row, now=NOON)
    return CodingRound.objects.get(pk=row.pk)


def test_the_agreement_is_that_of_the_pinned_definition(coding: CodingWorld) -> None:
    found = round_agreement(coded(coding))
    assert found is not None
    # By hand: one theme found by both, three by one of them: Jaccard 1 / 4, Dice 2 / 5.
    values = {each.measure.key: each.value for each in found.over("all")}
    assert (found.main.measure.key, found.main.value) == ("jaccard", 0.25)
    assert values["dice"] == 0.4
    assert values["presence_absence"] == (3 * 34 - 3) / (3 * 34)
    by_case = {each.name: each.value for each in found.cases if each.measure.key == "jaccard"}
    assert list(by_case.values()) == [1 / 3, 0.0, None]


def test_later_changes_leave_the_agreement_and_a_withdrawal_takes_its_part(
    coding: CodingWorld,
) -> None:
    row = settled(coding)
    before = Agreement.objects.get().report
    merge_themes(
        coding.codebook,
        coding.guid("mislabeled_data"),
        into=coding.guid("class_overlap"),
        by="rita",
        now=NOON,
    )
    withdraw(Participant.objects.get(case=coding.cases[0]), now=NOON)
    assert Agreement.objects.get().report == before
    found = round_agreement(row)
    assert found is not None
    assert coding.cases[0].label not in {each.name for each in found.cases}
    assert coding.cases[0].label not in str(before)


def test_results_count_closed_rounds_of_people_alone(coding: CodingWorld) -> None:
    row = coded(coding)
    (open_one,) = coding_results(coding.founding.study)
    assert (open_one.rounds, open_one.cases, open_one.saturation) == (0, (), None)
    assert [each.number for each in open_one.agreement] == [row.number]
    assert coding_results(coding.founding.study, simulated=True) == ()


def test_results_tell_themes_quotes_and_what_stands_together(coding: CodingWorld) -> None:
    settled(coding)
    (found,) = coding_results(coding.founding.study)
    first, second, _third = (case.label for case in coding.cases)
    assert found.cases == tuple(case.label for case in coding.cases)
    counts = {each.theme.key: (each.cases, each.segments) for each in found.themes if each.cases}
    assert counts == {
        "class_overlap": (2, 3),
        "mislabeled_data": (1, 1),
        "changing_label_to_correct": (1, 1),
    }
    assert {(each.case, each.quote) for each in found.quotes["class_overlap"]} == {
        (first, "ye"),
        (first, "yes"),
        (second, "yes"),
    }
    together = found.hypotheses_and_actions
    row = together.rows.index("mislabeled_data")
    assert together.counts[row][together.columns.index("changing_label_to_correct")] == 1
    assert found.saturation is not None
    assert found.saturation.seen == (3, 3, 3)


def test_page_table_and_results_say_the_same_number(coding: CodingWorld) -> None:
    row = settled(coding)
    home = f"/admin/analysis/codinground/{row.pk}/"
    rita = browser(coding.rita)
    assert "<strong>25.0 %</strong> Jaccard" in rita.get(f"{home}agreement/").content.decode()
    table = rita.get(f"{home}agreement.csv").content.decode()
    (main,) = [each for each in csv.DictReader(io.StringIO(table)) if each["reported"] == "true"]
    assert (main["value"], main["shown"]) == ("0.25", "25.0 %")
    results = f"/admin/analysis/codebook/{coding.codebook.pk}/results/real/"
    assert "<td>25.0 %</td>" in rita.get(results).content.decode()
    for file in ("agreement.csv", "agreement.svg", "themes.csv", "together.csv", "map.svg"):
        assert rita.get(results + file).status_code == 200


def test_a_compared_round_goes_out_as_a_project_and_a_matrix(coding: CodingWorld) -> None:
    row = settled(coding)
    found = project_of(row)
    back = read_project_file(project_file(found.project).content).project
    assert {user.name for user in back.users} == {"ann", "ben", "consensus"}
    words = {
        source.text[each.start : each.end] for source in back.sources for each in source.selections
    }
    assert words == {"ye", "yes"}
    _book, units = found_themes(row)
    assert units[0].found["ann"] == {"class_overlap", "mislabeled_data"}
    assert units[0].found["consensus"] == {
        "class_overlap",
        "mislabeled_data",
        "changing_label_to_correct",
    }
    rita = browser(coding.rita)
    for file in ("matrix.csv", "project.qdpx", "exports/"):
        answer = rita.get(f"/admin/analysis/codinground/{row.pk}/{file}")
        assert answer.status_code == 200
    for form in ("html", "docx", "csv", "qdc"):
        address = f"/admin/analysis/codebook/{coding.codebook.pk}/export/{form}/"
        assert rita.get(address).status_code == 200


def test_nothing_of_a_round_goes_out_before_it_is_compared(coding: CodingWorld) -> None:
    coding.code(coding.ann, "class_overlap")
    assert all(not source.selections for source in project_of(coding.round).project.sources)
    _book, units = found_themes(coding.round)
    assert not any(found for unit in units for found in unit.found.values())
