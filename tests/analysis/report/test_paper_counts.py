"""A report on the founding study prints what the paper's counts have always given."""

from collections.abc import Iterator
from itertools import zip_longest

import pytest

from analysis.report.document import CellValue, Report
from analysis.report.sections.preferences import preferences_section
from analysis.reproduction.reference import read_reference
from tests.analysis.report.contents import report_of, table
from tests.analysis.report.observations import FOUNDING, Person, observed
from tests.effect_settings import effect_setting


def people() -> Iterator[Person]:
    """30 people with images and 31 with a table, as often on each axis as table 3 has it.

    Who chose what together with what is not known, and changes none of these tests.
    """
    submitted: dict[str, dict[str, list[str]]] = {"image": {}, "tabular": {}}
    for axis in read_reference():
        counts = axis.counts
        if counts.scenario in submitted:
            submitted[counts.scenario][counts.axis] = [
                choice for choice, number in counts.counts.items() for _ in range(number)
            ]
    settings = (
        [effect_setting(*levels) for levels in zip(*by_axis.values(), strict=True)]
        for by_axis in submitted.values()
    )
    for image, tabular in zip_longest(*settings):
        yield {
            scenario: [setting]
            for scenario, setting in (("image", image), ("tabular", tabular))
            if setting
        }


NUMBERS = {
    ("Action", "Image"): (30, 0.20, 2),
    ("Action", "Tabular"): (31, 4.13, 2),
    ("Action", "Both"): (61, 2.98, 2),
    ("Metric", "Image"): (30, 11.40, 2),
    ("Metric", "Tabular"): (31, 1.81, 2),
    ("Metric", "Both"): (61, 5.54, 2),
    ("Number of training samples", "Image"): (30, 111.33, 9),
    ("Number of training samples", "Tabular"): (31, 100.94, 9),
    ("Number of training samples", "Both"): (61, 209.98, 9),
}
"""n, χ² and degrees of freedom."""

EXACT = {
    ("Action", "Image"): 0.97303917,
    ("Action", "Tabular"): 0.13267575,
    ("Metric", "Image"): 0.00341977,
    ("Metric", "Tabular"): 0.45379028,
}


@pytest.fixture(scope="module")
def report() -> Report:
    return report_of(observed(people(), study=FOUNDING), preferences_section)


def test_the_published_procedure_gives_the_printed_p_values(report: Report) -> None:
    published = table(report, "published")
    assert published.note == (
        "p-values after Bonferroni for 48 tests. Action and metric: χ² with Yates' correction; "
        "number of training samples: Fisher's exact test. – : not offered, or nothing to test."
    )
    printed = {
        scenario: [
            choice.pvalue
            for axis in read_reference()
            if axis.counts.scenario == scenario
            for choice in axis.choices
        ]
        for scenario in ("image", "tabular", "both")
    }
    for column, pvalues in zip((3, 5, 7), printed.values(), strict=True):
        assert [as_printed(row[column]) for row in published.rows] == pvalues


def as_printed(pvalue: CellValue) -> str:
    """1, or three decimals, or <0.001, as in table 3."""
    assert isinstance(pvalue, float)
    return "1" if pvalue == 1 else "<0.001" if pvalue < 0.001 else f"{pvalue:.3f}"


def test_the_recommended_procedure_gives_the_same_numbers_as_before(report: Report) -> None:
    # `reproduce` printed these before studies declared their own axes; the statistic of the metric
    # with images is also R's: chisq.test(c(18, 3, 9)).
    recommended = {row[:2]: row[2:5] for row in table(report, "recommended").rows}
    assert {
        place: (n, round(float(chi_square or 0), 2), df)
        for place, (n, chi_square, df) in recommended.items()
    } == NUMBERS


def test_the_counts_of_the_paper_decide_as_enumeration_does(report: Report) -> None:
    # Exact p ordered by X², by enumeration of all samples of 30 and 31 over three levels.
    deciding = {row[:2]: row[6] for row in table(report, "recommended").rows}
    for place, expected in EXACT.items():
        assert deciding[place] == pytest.approx(expected, rel=1e-3)
