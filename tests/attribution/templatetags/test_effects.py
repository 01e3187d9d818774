"""Effects are written to four decimals, with a sign, and summarised in words."""

from dataclasses import replace

import pytest

from attribution.effects.bundle import Bundle, Change, Estimate
from attribution.effects.bundle_reader import read_bundle
from attribution.templatetags import effects
from tests.world import LOAN_EFFECTS


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(LOAN_EFFECTS)


def test_numbers_have_four_decimals_and_changes_a_sign() -> None:
    assert effects.signed(-0.25) == "\N{MINUS SIGN}0.2500"
    assert effects.signed(0.25) == "+0.2500"
    assert effects.estimate(Estimate(0.5, 0.02)) == "0.5000 ±\N{NO-BREAK SPACE}0.0200"
    assert effects.change(Change(0.5, 0.25, -0.25, 0.02)) == "\N{MINUS SIGN}0.2500 ± 0.0200"
    assert effects.shares(Change(0.0, 1.0, 1.0, 0.0)) == "0% before, 100% after"


@pytest.mark.parametrize(
    ("p", "text"), [(0.00005, "< 0.0001"), (0.0001, "0.0001"), (0.5, "0.5000")]
)
def test_a_small_probability_is_not_written_as_zero(p: float, text: str) -> None:
    assert effects.probability(p) == text


def test_one_seed_says_nothing_about_steadiness(bundle: Bundle) -> None:
    alone = replace(bundle, ensemble=replace(bundle.ensemble, seeds=(0,)))
    assert effects.steadiness(alone) == "one seed says nothing about others"
    assert effects.steadiness(replace(bundle, rankings=())) == "nothing is listed"
    assert "in 100.0% of the seeds" in effects.steadiness(bundle)
