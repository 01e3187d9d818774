"""What coding came to, as the report reads it: closed rounds, real or simulated."""

import pytest

from analysis.coding.rounds.results import coding_results
from analysis.statistics.themes.results import ComparedRound
from survey.population import Population
from tests.analysis.coding.rounds.coding_plans import plan_coding
from tests.analysis.coding.rounds.decided_rounds import coded, settled
from tests.analysis.coding_world import CodingWorld

pytestmark = pytest.mark.django_db


def test_results_count_closed_rounds_of_people_alone(coding: CodingWorld) -> None:
    row = coded(coding)
    assert row.version is not None
    (open_one,) = coding_results(coding.founding.study)
    assert (open_one.rounds, open_one.cases, open_one.saturation) == (0, (), None)
    assert [agreement.number for agreement in open_one.agreement] == [row.number]
    assert open_one.compared == (
        ComparedRound(row.number, row.title, 1, row.version.digest, closed=False),
    )
    assert coding_results(coding.founding.study, Population.SIMULATED) == ()


def test_results_tell_themes_quotes_and_what_stands_together(coding: CodingWorld) -> None:
    settled(coding)
    (results,) = coding_results(coding.founding.study)
    first, second, _third = (case.label for case in coding.cases)
    assert results.cases == tuple(case.label for case in coding.cases)
    counts = {
        frequency.theme.key: (frequency.cases, frequency.segments)
        for frequency in results.themes
        if frequency.cases
    }
    assert counts == {
        "class_overlap": (2, 3),
        "mislabeled_data": (1, 1),
        "changing_label_to_correct": (1, 1),
    }
    assert {(quote.case, quote.quote) for quote in results.quotes["class_overlap"]} == {
        (first, "ye"),
        (first, "yes"),
        (second, "yes"),
    }
    together = results.crossed
    assert together is not None
    row = together.rows.index("mislabeled_data")
    assert together.counts[row][together.columns.index("changing_label_to_correct")] == 1
    assert results.saturation is not None
    assert results.saturation.seen == (3, 3, 3)


def test_a_reflexive_study_has_results_and_no_agreement(coding: CodingWorld) -> None:
    plan_coding(coding, {"approach": "reflexive"})
    settled(coding)
    (results,) = coding_results(coding.founding.study)
    assert (results.claims_agreement, results.agreement) == (False, ())
    assert (results.rounds, len(results.compared)) == (1, 1)
