"""Each question has an exact test, and each answer where there can be several."""

import pytest
from scipy import stats

from analysis.reproduction.samples.compare import compare_samples
from analysis.reproduction.samples.counts import SampleCounts

SEVERAL = frozenset({"data_type"})
# Paper, figure 4.
PAPER = SampleCounts(
    {
        "gender": {"male": 22, "female": 9},
        "sector": {"industry": 17, "academia": 13, "both": 1},
        "data_type": {"image": 19, "tabular": 16},
    },
    SEVERAL,
    31,
)
OURS = SampleCounts(
    {"data_type": {"image": 2, "text": 9}, "gender": {"female": 12, "male": 8}}, SEVERAL, 20
)


def test_answers_are_matched_and_tested() -> None:
    gender, image, tabular, text = compare_samples(PAPER, OURS)
    assert [(row.answer, row.paper, row.own) for row in gender.answers] == [
        ("male", 22, 8),
        ("female", 9, 12),
    ]
    assert gender.test.pvalue == pytest.approx(stats.fisher_exact([[22, 9], [8, 12]]).pvalue)
    assert image.totals == tabular.totals == text.totals == (31, 20)
    assert image.test.pvalue == pytest.approx(stats.fisher_exact([[19, 12], [2, 18]]).pvalue)
    assert [row.answer for row in text.shown] == ["text"]
    assert (text.answers[0].paper, text.answers[0].own) == (0, 9)


def test_holm_corrects_for_all_tests_made_together() -> None:
    compared = compare_samples(PAPER, OURS)
    smallest = min(compared, key=lambda one: one.test.pvalue or 1)
    assert smallest.pvalue_holm == pytest.approx(4 * (smallest.test.pvalue or 0))


def test_questions_that_one_sample_lacks_are_left_out() -> None:
    assert {one.question for one in compare_samples(PAPER, OURS)} == {"gender", "data_type"}
