"""Ordered axes are described on their scale, with cautions where an end was chosen by many."""

import pytest

from analysis.records.observations import Answered
from analysis.report.context import ReportContext
from analysis.report.document import Caution
from analysis.report.sections.ordered_axes import ordered_axes_section
from tests.analysis.preregistration.test_plan import changed, hypothesis
from tests.analysis.report.contents import cautions, column, report_of, section, sentences, table
from tests.analysis.report.observations import SINGLE, Person, observed, one_scenario
from tests.analysis.report.sections.test_planned import planned_study, with_plan
from tests.effect_settings import effect_setting


def numbers(*chosen: int) -> list[Person]:
    return [{"tabular": [effect_setting("removal", "loss", number)]} for number in chosen]


def twice(*chosen: int) -> list[Person]:
    return [
        {key: [effect_setting("removal", "loss", number)] for key in ("image", "tabular")}
        for number in chosen
    ]


def test_choices_lie_on_a_scale() -> None:
    report = report_of(observed(numbers(2, 4, 5, 9), study=one_scenario()), ordered_axes_section)
    (row,) = table(report, "ordered_number").rows
    # By hand: a quarter chose at most 2, half at most 4, three quarters at most 5; mean 5 - 5.5.
    assert row[:5] == ("Tabular", 4, "2", "4", "5")
    assert column(report, "ordered_number", "lean") == [pytest.approx(-0.5)]
    assert column(report, "ordered_number", "top") == [0]
    assert column(report, "cumulative_number", "at_most_1") == [
        *[0, 0.25, 0.25, 0.5, 0.75, 0.75, 0.75, 0.75, 1, 1]
    ]
    text = sentences(report).replace("\xa0", " ")
    assert "Tabular: median 4, the middle half from 2 to 5; mean 0.5 levels below" in text


def test_a_trend_is_exploratory_and_says_so_once() -> None:
    report = report_of(
        observed(numbers(10, 10, 9, 10, 8, 10, 9), study=one_scenario()), ordered_axes_section
    )
    text = sentences(report).replace("\xa0", " ")
    assert "Of 1 exploratory test whether number of training samples leans to one end" in text
    assert "1 finds it: Tabular, towards 10 (p" in text
    even = report_of(observed(numbers(1, 4, 7, 10), study=one_scenario()), ordered_axes_section)
    assert "none finds it (smallest p = 1.000)" in sentences(even).replace("\xa0", " ")


def test_over_both_scenarios_people_are_counted_once() -> None:
    report = report_of(observed(twice(10, 9, 10, 8, 10, 3)), ordered_axes_section)
    assert column(report, "ordered_number", "scenario") == ["Image", "Tabular", "Both"]
    assert column(report, "ordered_number", "n") == [6, 6, 6]
    leans = column(report, "ordered_number", "lean")
    assert leans[0] == leans[2]
    # By hand: off the middle 4.5, 3.5, 4.5, 2.5, 4.5 and -2.5, whose sum is 17. Of 64 ways to flip
    # them, all up and either 2.5 alone down are as far up, and as many as far down.
    image, _, both = column(report, "ordered_number", "pvalue")
    assert both == pytest.approx(6 / 64)
    assert image != both
    tops = table(report, "ordered_number")
    assert tops.rows[0][5:8] == pytest.approx(tops.rows[2][5:8])


def test_an_end_that_many_chose_is_called_censored() -> None:
    report = report_of(
        observed(numbers(10, 10, 10, 5, 6, 7, 8, 1), study=one_scenario()), ordered_axes_section
    )
    (axis,) = section(report, "ordered_axes").sections
    (caution,) = cautions(axis)
    assert "Tabular: 38% (95% interval 14% to 69%) chose 10, the highest level" in caution
    assert "The scale is censored there" in caution
    # 1 of 8 chose the lowest level: too few for a caution.
    assert "lowest" not in caution


def test_an_end_as_popular_as_every_other_level_is_no_end_that_many_chose() -> None:
    study = one_scenario({"number": ("1", "2", "3")})
    report = report_of(observed(numbers(1, 2, 3), study=study), ordered_axes_section)
    (axis,) = section(report, "ordered_axes").sections
    assert not [block for block in axis.blocks if isinstance(block, Caution)]


def test_without_an_order_or_anything_to_choose_there_is_no_such_section() -> None:
    report = report_of(observed([], study=one_scenario(SINGLE)), ordered_axes_section)
    assert "ordered_axes" not in {part.key for part in report.sections}


def test_nobody_leaves_nothing_to_describe() -> None:
    report = report_of(observed([], study=one_scenario()), ordered_axes_section)
    assert "Nobody has submitted a setting" in sentences(report)
    assert "finds" not in sentences(report)


def test_a_planned_trend_is_corrected_as_planned_and_out_of_the_family() -> None:
    study = changed(hypotheses=(hypothesis(axis="number", scenario="both", test="trend"),))
    observations = with_plan(study, twice(10, 9, 10, 8, 10, 3))
    report = report_of(observations, ordered_axes_section)
    pvalues = column(report, "ordered_number", "pvalue")
    corrected = column(report, "ordered_number", "corrected")
    # The one planned test has nothing to be corrected for; the other two are a family.
    assert corrected[2] == pvalues[2] == pytest.approx(6 / 64)
    assert corrected[0] == pytest.approx(2 * pvalues[0])  # type: ignore[operator]
    assert "Of 2 exploratory tests whether number of training samples" in sentences(report)
    assert "Planned: Both; all others exploratory" in table(report, "ordered_number").note
    context = ReportContext(observations, seed=1, replicates=100)
    assert context.planned is not None
    (result,) = context.planned.results
    assert result.method == "sign test of people’s mean scores"
    assert (result.n, result.effect) == (6, "mean 2.8 levels above the middle")


def test_the_trend_of_answers_is_tested_where_planned() -> None:
    key = "years_of_experience"  # four options from few years to many
    planned = planned_study(hypothesis(question=key, test="trend"))
    answered = Answered("", key, (("over_5", 5),))
    observations = with_plan(planned, numbers(1, 2, 3, 4, 5), answers=(answered,))
    context = ReportContext(observations, seed=1, replicates=100)
    assert context.planned is not None
    (result,) = context.planned.results
    # All five at the end: two of 4⁵ samples are as far off the middle.
    assert result.pvalue == pytest.approx(2 / 4**5)
    assert (result.method, result.n) == ("linear score test", 5)
