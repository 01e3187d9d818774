"""Power is computed test by test, at each test's share of alpha."""

import pytest

from analysis.preregistration.power import power_of
from tests.analysis.preregistration.test_plan import changed, plan
from tests.analysis.report.observations import offering


def test_power_is_computed_at_the_share_of_alpha_of_each_test() -> None:
    tests = power_of(plan())
    assert {round(test.alpha, 6) for test in tests} == {round(0.05 / 6, 6)}
    uncorrected = power_of(plan(changed(correction="none", smallest_effect=0.3), participants=108))
    # Cohen (1988), table 7.4.6: w = 0.3, u = 2, a = .05, power .80 needs 107 people.
    of_action = uncorrected[0]
    assert of_action.needed in {107, 108}
    assert of_action.power == pytest.approx(0.8, abs=0.005)
    assert of_action.findable == pytest.approx(0.3, abs=0.002)


def test_too_few_participants_find_nothing() -> None:
    assert {test.findable for test in power_of(plan(participants=1))} == {None}


def test_an_axis_with_a_single_choice_has_no_test_to_plan() -> None:
    study = offering({"number": ("1",)})
    assert {test.test.axis for test in power_of(plan(study))} == {"action", "metric"}
