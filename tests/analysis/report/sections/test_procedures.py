"""Both procedures' tests stand in tables, with the tests that each caveat is about."""

import pytest

from analysis.report.sections.procedures import procedures_section
from tests.analysis.report.contents import column, report_of, table
from tests.analysis.report.observations import (
    RELABEL,
    REMOVAL,
    observed,
    one_scenario,
    tabular_offering,
)

PEOPLE = [{"image": [REMOVAL], "tabular": [RELABEL]}] * 6
REPORT = report_of(observed(PEOPLE), procedures_section)


def test_the_published_table_has_a_row_for_each_choice_and_columns_for_each_scenario() -> None:
    published = table(REPORT, "published")
    # 3 actions, 3 metrics, 10 numbers.
    assert len(published.rows) == 16
    assert [part.full_title for part in published.columns[2:]] == [
        "Image: Share",
        "Image: p",
        "Tabular: Share",
        "Tabular: p",
        "Both: Share",
        "Both: p",
    ]
    removal = published.rows[0]
    assert removal[:2] == ("Action", "Removal")
    assert removal[2::2] == (1.0, 0.0, 0.5)
    assert "after Bonferroni for 48 tests" in published.note


def test_a_choice_that_a_scenario_does_not_offer_has_no_cell() -> None:
    study = tabular_offering({"number": ("1", "2")})
    report = report_of(observed([{"image": [REMOVAL]}], study=study), procedures_section)
    rows = {row[1]: row for row in table(report, "published").rows if row[0] != "Action"}
    # Only image offers three samples, so the answers are not pooled either.
    assert rows["3"][2] == 0
    assert rows["3"][4:] == (None,) * 4


def test_the_recommended_table_has_one_test_for_each_axis_and_scenario() -> None:
    assert column(REPORT, "recommended", "scenario") == ["Image", "Tabular", "Both"] * 3
    # All six chose the same of three: p = 3 / 3^6.
    deciding = column(REPORT, "recommended", "deciding")
    assert deciding[:2] == pytest.approx([3 / 3**6, 3 / 3**6])
    assert set(column(REPORT, "recommended", "family")) == {"exploratory"}
    assert column(REPORT, "recommended", "n") == [6, 6, 12] * 3
    assert set(column(REPORT, "recommended", "finding")) <= {"preference", "none found"}


def test_a_caveat_of_some_tests_names_them_and_one_of_all_does_not() -> None:
    note = table(REPORT, "recommended").note
    assert (
        "for several scenarios together a test that counts people once (relabelling, 10,000 "
        "replicates, seed 1)"
    ) in note
    nobody = report_of(observed([], study=one_scenario()), procedures_section)
    assert table(nobody, "recommended").note.endswith(
        "w is Cohen's effect size without its bias in small samples. Nobody answered, so there is "
        "nothing to compute."
    )
    assert set(column(nobody, "recommended", "finding")) == {"nothing to test"}
