"""Power is drawn from the tests that decide, at their share of alpha, shape by shape."""

import pytest

from analysis.preregistration.power import power_of
from tests.analysis.preregistration.test_plan import changed, hypothesis, plan
from tests.analysis.report.observations import offering


def test_power_is_that_of_the_deciding_test_at_its_share_of_alpha() -> None:
    rows = power_of(plan())
    assert {round(row.alpha, 6) for row in rows} == {round(0.05 / 6, 6)}
    ten = {row.shape: row for row in rows if row.choices == 10}
    # By enumeration of the exact test ordered by X²: K = 10, n = 31, w = 0.8 with one choice at
    # 34 % is found with 0.60 at alpha 0.05 / 6, and six of ten never chosen with 0.96; the
    # noncentral chi-square distribution promises 0.73 for both.
    assert ten["one_above"].power is not None
    assert ten["one_above"].power.power == pytest.approx(0.60, abs=0.02)
    assert ten["one_above"].needed is not None
    assert ten["one_above"].needed > 31
    assert ten["one_below"].power is None  # w = 0.8 is more than one choice's absence


def test_with_many_people_power_is_what_the_large_sample_formula_says() -> None:
    rows = power_of(plan(changed(correction="none", smallest_effect=0.3), participants=108))
    of_three = next(row for row in rows if row.choices == 3 and row.shape == "one_above")
    # Cohen (1988), table 7.4.6: w = 0.3, u = 2, a = .05, power .80 needs 107 people; the exact
    # test, whose size is below alpha as p steps, a few more.
    assert of_three.needed == pytest.approx(107, abs=10)
    assert of_three.findable == pytest.approx(0.3, abs=0.025)


def test_too_few_participants_find_nothing() -> None:
    assert {row.findable for row in power_of(plan(participants=1))} == {None}


def test_an_axis_with_a_single_choice_has_no_test_to_plan() -> None:
    study = offering({"number": ("1",)})
    tested = {test.axis for row in power_of(plan(study)) for test in row.tests}
    assert tested == {"action", "metric"}


def test_only_tests_against_an_even_spread_have_their_power_told() -> None:
    study = changed(hypotheses=(hypothesis(axis="action", test="change"),))
    assert power_of(plan(study)) == ()
