"""What a test that found nothing would have found: beside every absence, the size it is about."""

from functools import lru_cache

from analysis.report.wording import percent
from analysis.statistics.alternatives import shares_of
from analysis.statistics.power import smallest_effect_found
from core.rounding import decimals

POWER = 0.8
"""The chance at which an exploratory test is said to find something; a plan has its own."""


def could_have_been_found(
    n: int, levels: int, *, alpha: float, power: float = POWER, seed: int
) -> str:
    """The share of one level above the others that n people would have shown; empty without any.

    `alpha` is that of the test alone, after its correction at its strictest.
    """
    if n < 1 or levels < 2:
        return ""
    w, chance = _smallest(n, levels, alpha, power, seed), percent(power, 0)
    if w is None:
        return (
            f"Of so few people the test finds no preference with a chance of {chance}, however "
            "strong: this says nothing about its absence."
        )
    share = shares_of("one_above", levels, w)[0]
    return (
        f"With a chance of {chance} the test would have found one level of {levels} with a share "
        f"of {percent(share, 0)} or more (w = {decimals(w, 2)}), the others alike; a weaker "
        "preference may well be there."
    )


@lru_cache(maxsize=256)
def _smallest(n: int, levels: int, alpha: float, power: float, seed: int) -> float | None:
    return smallest_effect_found(
        n, categories=levels, shape="one_above", seed=seed, alpha=alpha, power=power
    )
