"""Every family says what it found as a whole, and nothing of what was not tested."""

import numpy as np
import pytest

from analysis.report.context import ReportContext
from analysis.report.sections.setting.families import dependence, family_sentence
from tests.analysis.report.observations import observed

CONTEXT = ReportContext(observed([]), seed=1, replicates=1_000)


def test_findings_are_named_the_smallest_first_and_counted() -> None:
    pvalues = (0.04, 0.001, None, 0.5, 0.03, 0.02)
    sentence = family_sentence("colours", list("abcdef"), pvalues, "Nothing.")
    assert sentence == (
        "Exploratory: 5 tests of colours, corrected by Holm within the table: 4 are significant at "
        "0.05: b (p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}0.001), f (p\N{NO-BREAK SPACE}="
        "\N{NO-BREAK SPACE}0.020) and e (p\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}0.030), "
        "and 1 more in the table."
    )


def test_without_a_finding_the_smallest_pvalue_is_told() -> None:
    sentence = family_sentence("colours", ["a", "b"], (0.2, 1.0), "Nothing.")
    assert "2 tests of colours, corrected by Holm within the table, find nothing at" in sentence
    assert "(smallest corrected p" in sentence
    assert "0.200)" in sentence
    assert "1 test of colours, corrected by Holm within the table, finds nothing" in (
        family_sentence("colours", ["a"], (0.2,), "Nothing.")
    )
    assert family_sentence("colours", ["a"], (None,), "Nothing.") == "Nothing."


def test_small_tables_are_simulated_and_large_ones_are_not() -> None:
    small = dependence(CONTEXT, np.array([[12, 7], [5, 7]]))
    assert small.standard_error is not None
    assert small.pvalue == small.test.pvalue_simulated
    large = dependence(CONTEXT, np.array([[100, 110], [120, 90]]))
    assert large.standard_error is None
    assert large.pvalue == large.test.pvalue
    # By hand: 420 (100 · 90 - 110 · 120)² / (210 · 210 · 220 · 200).
    assert large.test.statistic == pytest.approx(420 * 4200**2 / (210 * 210 * 220 * 200))


def test_nothing_to_compare_has_no_pvalue() -> None:
    assert dependence(CONTEXT, np.array([[3, 2], [0, 0]])).cells[1:] == (None,) * 4
    assert dependence(CONTEXT, np.zeros((2, 2), dtype=np.int64)).pvalue is None
