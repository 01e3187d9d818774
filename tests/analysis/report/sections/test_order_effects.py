"""What chance gave is held against choices, with the error and the size of what is found."""

import pytest

from analysis.report.sections.order_effects import order_effects_section
from analysis.report.wording import p_equals
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, Person, observed

ORDERS = (("image", "tabular"), ("tabular", "image"))


def in_both_orders(*chosen: tuple[int, int]) -> list[Person]:
    """For each order of scenarios, how many submit a removal with images and how many a relabel.

    With the table everybody submits a removal.
    """
    return [
        {scenario: [setting if scenario == "image" else REMOVAL] for scenario in order}
        for order, (removals, relabels) in zip(ORDERS, chosen, strict=True)
        for setting in [REMOVAL] * removals + [RELABEL] * relabels
    ]


def test_an_influence_of_the_order_of_scenarios_is_found() -> None:
    report = report_of(observed(in_both_orders((15, 0), (0, 15))), order_effects_section)
    rows = {row[:3]: row for row in table(report, "influences").rows}
    # By hand, [[15, 0], [0, 15]]: X² = n = 30, one degree of freedom, V = 1 also when corrected.
    n, statistic, df, pvalue, error, _, v, corrected, low, high = rows["Order", "Image", "Action"][
        3:
    ]
    assert (n, df, high) == (30, 1, 1)
    assert [statistic, v, corrected] == pytest.approx([30, 1, 1])
    assert 0.6 < float(low or 0) < 0.7
    replicates = 10_000
    assert pvalue == 1 / (replicates + 1)
    assert error == pytest.approx((float(pvalue or 0) / replicates) ** 0.5, rel=1e-3)
    assert rows["Order", "Tabular", "Action"][4:] == (None,) * 9
    assert "An influence on choices is found: order, Image, action (p" in sentences(report)


def test_where_nothing_is_found_the_family_is_told_with_its_smallest_p_value() -> None:
    report = report_of(observed(in_both_orders((8, 7), (7, 8))), order_effects_section)
    influences = table(report, "influences")
    # Action and number of samples with images are all that differs between people.
    holm = [row[8] for row in influences.rows if row[8] is not None]
    assert len(holm) == 2
    assert (
        "No influence of the order of scenarios on choices is found: smallest corrected "
        f"{p_equals(min(map(float, holm)))} (2 tests, exploratory, Holm’s correction)."
    ) in sentences(report)
    assert "of the model error" not in sentences(report)
    assert influences.caption == "Choices by the order of scenarios (exploratory)."
    assert "10,000 replicates, seed 1, with its standard error" in influences.note
    # V is 0.07 of two tables alike, and nothing without its bias.
    by_place = {row[:3]: row for row in influences.rows}
    v, corrected = by_place["Order", "Image", "Action"][9:11]
    assert v == pytest.approx(1 / 15)
    assert corrected == 0


def test_model_errors_are_counted_as_shown_and_as_submitted() -> None:
    people = [{"image": [REMOVAL], "tabular": []}, {"tabular": [REMOVAL]}]
    report = report_of(observed(people), order_effects_section)
    assert table(report, "model_errors").rows == (
        ("Image", "error of image", 1, 1),
        ("Tabular", "error of tabular", 2, 1),
    )
    assert "No influence on choices could be tested" in sentences(report)


def test_the_p_value_of_a_large_table_is_that_of_chi_square() -> None:
    report = report_of(observed(in_both_orders((110, 90), (90, 110))), order_effects_section)
    influences = table(report, "influences")
    pvalue, error = {row[:3]: row for row in influences.rows}["Order", "Image", "Action"][6:8]
    # 100 expected in every cell: X² = 4 · 10² / 100 = 4, for which R has pchisq(4, 1, lower=F).
    assert pvalue == pytest.approx(0.04550026)
    assert error is None
    assert "expected in every cell, p is that of χ²" in influences.note
