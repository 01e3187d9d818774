"""Numbers are written as pages print them."""

import pytest

from attribution.scales import NATS, SHARE

SPACE = "\N{NO-BREAK SPACE}"


def test_shares_are_percent_and_their_changes_percentage_points() -> None:
    assert SHARE.value(0.6612) == f"66.1{SPACE}%"
    assert SHARE.value_with_spread(0.6612, 0.0036) == f"66.1{SPACE}±{SPACE}0.4{SPACE}%"
    assert SHARE.change(-0.1) == f"\N{MINUS SIGN}10.0{SPACE}points"
    assert SHARE.change_with_spread(0.1, 0.02) == f"+10.0{SPACE}±{SPACE}2.0{SPACE}points"


def test_losses_have_three_decimals_and_no_unit() -> None:
    assert NATS.value(1.23456) == "1.235"
    assert NATS.change_with_spread(0.25, 0.01) == f"+0.250{SPACE}±{SPACE}0.010"


@pytest.mark.parametrize(("change", "spread"), [(-3.7e-17, 0.0036), (0.0004, 0.0)])
def test_a_change_that_is_shown_as_zero_has_no_sign(change: float, spread: float) -> None:
    assert SHARE.change_with_spread(change, spread).startswith("0.0")
    assert NATS.change(-0.0004) == "0.000"
    assert NATS.rounded(-0.0004) == 0
