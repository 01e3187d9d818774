"""Whether two axes go together is tested in each scenario, and corrected within the table."""

import pytest

from analysis.report.sections.setting.association import association_section
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import NARROW, REMOVAL, Person, observed, one_scenario
from tests.effect_settings import effect_setting


def test_an_association_of_label_change_with_a_probability_is_found() -> None:
    """The paper's theme “Label change together with a probability metric” (figure 8)."""
    people: list[Person] = [
        {"tabular": [effect_setting(action, metric, 1 + at % 10)]}
        for action, metric in (("removal", "loss"), ("label_change", "true_class_probability"))
        for at in range(20)
    ]
    report = report_of(observed(people, study=one_scenario()), association_section)
    rows = {row[1:3]: row for row in table(report, "association").rows}
    tied = rows["Action", "Metric"]
    # By hand, [[20, 0], [0, 20]]: X² = n = 40 and df 1; V corrected is √((1 - 1/39) / (1 - 1/39)).
    assert tied[3:6] == pytest.approx((40, 40, 1))
    assert tied[9] == pytest.approx(1)
    apart = rows["Action", "Number of training samples"]
    assert (apart[4], apart[9]) == pytest.approx((0, 0))
    assert "3 tests of whether two axes go together" in sentences(report)
    assert "1 is significant at 0.05: action with metric, Tabular (p" in sentences(report)


def test_what_nobody_chose_differently_is_not_tested() -> None:
    report = report_of(
        observed([{"tabular": [REMOVAL]}] * 3, study=one_scenario()), association_section
    )
    assert {row[6] for row in table(report, "association").rows} == {None}
    assert "could not be tested" in sentences(report)


def test_one_axis_alone_goes_with_nothing() -> None:
    report = report_of(observed([], study=one_scenario(NARROW)), association_section)
    assert "association" not in {part.key for part in report.sections}
