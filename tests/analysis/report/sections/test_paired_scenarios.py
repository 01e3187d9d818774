"""People who chose in both scenarios are compared with themselves."""

from types import SimpleNamespace

import pytest
from scipy import stats

from analysis.report.context import ReportContext
from analysis.report.document import Paragraph
from analysis.report.paired_comparisons import paired_comparisons
from analysis.report.sections.paired_scenarios import paired_scenarios_section
from analysis.statistics.preferences.people import People
from tests.analysis.preregistration.test_plan import changed, hypothesis
from tests.analysis.report.contents import column, report_of, section, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, Person, observed, one_scenario
from tests.analysis.report.sections.test_planned import with_plan

CHANGED = {"image": [REMOVAL], "tabular": [RELABEL]}
SAME = {"image": [REMOVAL], "tabular": [REMOVAL]}
ONLY_IMAGE = {"image": [RELABEL]}
SOME_CHANGED = [CHANGED] * 12 + [SAME] * 3 + [ONLY_IMAGE] * 2


def test_only_those_who_chose_in_both_scenarios_are_compared() -> None:
    report = report_of(observed(SOME_CHANGED), paired_scenarios_section)
    assert set(column(report, "same_people", "scenarios")) == {"Image and Tabular"}
    assert set(column(report, "same_people", "people")) == {15}
    assert "15 people submitted a setting in two scenarios." in sentences(report)


def test_an_axis_with_an_order_has_a_test_more() -> None:
    report = report_of(observed(SOME_CHANGED), paired_scenarios_section)
    tests = list(
        zip(
            column(report, "same_people", "axis"),
            column(report, "same_people", "test"),
            column(report, "same_people", "statistic"),
            strict=True,
        )
    )
    number = "Number of training samples"
    # By hand, with two categories as McNemar: (12 - 0)² / (12 + 0). V is 12 · 13 / 2.
    assert tests == [
        ("Action", "Stuart–Maxwell", 12),
        ("Action", "Bowker", 12),
        ("Metric", "Stuart–Maxwell", None),
        ("Metric", "Bowker", None),
        (number, "Stuart–Maxwell", 12),
        (number, "Bowker", 12),
        (number, "Wilcoxon", 78),
    ]


def test_all_exploratory_tests_are_one_family_with_one_sentence() -> None:
    report = report_of(observed(SOME_CHANGED), paired_scenarios_section)
    exact = stats.binomtest(0, 12).pvalue
    assert column(report, "same_people", "pvalue") == [
        *[pytest.approx(exact)] * 2,
        None,
        None,
        *[pytest.approx(exact)] * 3,
    ]
    assert column(report, "same_people", "error") == [None] * 7
    corrected = [pytest.approx(5 * exact)] * 2
    assert column(report, "same_people", "corrected")[:2] == corrected
    assert "Of 5 exploratory tests of a change, corrected by Holm, 5 find one: action" in sentences(
        report
    )


def test_where_nothing_is_found_the_intervals_are_pointed_to() -> None:
    report = report_of(observed([CHANGED] * 2 + [SAME] * 9), paired_scenarios_section)
    assert "none finds one (smallest p = 1.000" in sentences(report).replace("\xa0", " ")
    assert "how large a change may have been missed" in sentences(report)


def test_agreement_with_oneself_stands_against_chance() -> None:
    other = {"image": [RELABEL], "tabular": [RELABEL]}
    report = report_of(observed([SAME] * 9 + [other] * 9 + [CHANGED] * 2), paired_scenarios_section)
    # By hand: removal 11 and 9, label change 9 and 11 of 20; 11 · 9 + 9 · 11 of 400.
    assert column(report, "self_agreement", "same") == [18, 20, 18]
    assert column(report, "self_agreement", "share") == [0.9, 1.0, 0.9]
    assert column(report, "self_agreement", "chance") == [198 / 400, 1.0, 198 / 400]
    assert column(report, "self_agreement", "kappa")[:2] == [
        pytest.approx((0.9 - 0.495) / 0.505),
        None,
    ]
    text = sentences(report).replace("\xa0", " ")
    assert "action 90% (by chance 50%, p " in text
    assert "metric 100% (by chance 100%)" in text
    assert "Of 2 exploratory tests whether people agree" in text
    assert "seed 1, standard error at most" in table(report, "self_agreement").note


def test_levels_are_named_where_the_axis_changed() -> None:
    report = report_of(observed(SOME_CHANGED), paired_scenarios_section)
    by_axis = section(report, "same_people").sections
    assert [part.title.split(":")[0] for part in by_axis] == [
        "Action",
        "Metric",
        "Number of training samples",
    ]
    action, metric, number = (
        " ".join(block.text for block in part.blocks if isinstance(block, Paragraph))
        for part in by_axis
    )
    assert "in Tabular: Removal and Label change (follow-up tests" in action
    assert metric == ""
    assert "12 went up and 0 down; the median difference is 9 levels" in number


def test_where_nobody_changed_nothing_was_tested() -> None:
    report = report_of(observed([SAME]), paired_scenarios_section)
    text = sentences(report)
    assert "1 person submitted a setting in two scenarios. Nobody chose otherwise" in text
    assert "finds" not in text


def test_nobody_in_two_scenarios_leaves_nothing_to_compare() -> None:
    report = report_of(observed([ONLY_IMAGE] * 3), paired_scenarios_section)
    assert "Nobody submitted a setting in two scenarios" in sentences(report)


def test_a_study_of_one_scenario_has_no_such_section() -> None:
    report = report_of(observed([], study=one_scenario()), paired_scenarios_section)
    assert "same_people" not in {section.key for section in report.sections}


def test_a_planned_change_is_corrected_as_planned_and_out_of_the_family() -> None:
    study = changed(hypotheses=(hypothesis(axis="action", test="change"),))
    people: list[Person] = [*[CHANGED] * 8, *[SAME] * 3]
    report = report_of(with_plan(study, people), paired_scenarios_section)
    family = column(report, "same_people", "family")
    assert family == ["planned", *["exploratory"] * 6]
    corrected = column(report, "same_people", "corrected")
    exact = stats.binomtest(0, 8).pvalue
    assert corrected[0] == pytest.approx(exact)
    assert corrected[1] == pytest.approx(4 * exact)
    assert "Of 4 exploratory tests of a change" in sentences(report)


def test_on_an_ordered_axis_the_planned_change_is_one_along_the_order() -> None:
    study = changed(hypotheses=(hypothesis(axis="number", test="change"),))
    people: list[Person] = [*[CHANGED] * 8, *[SAME] * 3]
    report = report_of(with_plan(study, people), paired_scenarios_section)
    assert column(report, "same_people", "family") == [*["exploratory"] * 6, "planned"]


def test_every_two_of_three_scenarios_are_compared_under_keys_of_their_own() -> None:
    three = People("action", ("x", "y", "z"), ("a", "b"), {("a", "b", "b"): 5, ("b", "b", "a"): 3})
    context = ReportContext(observed([]), 1, 100)
    vars(context)["choices"] = SimpleNamespace(people=(three,), scenario_name=str.upper)
    compared = list(paired_comparisons(context))
    assert [pair.key for pair in compared] == ["action_1", "action_2", "action_3"]
    assert [pair.scenarios for pair in compared] == ["X and Y", "X and Z", "Y and Z"]
    assert [pair.people for pair in compared] == [8] * 3
