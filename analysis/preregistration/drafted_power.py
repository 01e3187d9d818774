"""The power of the planned tests in words and as a table."""

from collections.abc import Iterator, Sequence

from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import SEED, PowerOfShape
from analysis.statistics.alternatives import ALTERNATIVES
from analysis.statistics.power import DRAWN


def power_in_words(planned: RegisteredPlan, power: Sequence[PowerOfShape]) -> Iterator[str]:
    """Begins with an empty line; empty where no test is planned."""
    if not planned.tests:
        return
    if power:
        yield ""
        yield _introduction(planned, power)
        yield ""
        yield from _table(planned, power)
    if untold := _without_power(planned):
        yield from ("", untold)


def _introduction(planned: RegisteredPlan, power: Sequence[PowerOfShape]) -> str:
    deciding = (
        "Power of the tests against an even spread, drawn from the very test that decides (exact "
        f"multinomial, ordered by X²; seed {SEED}, {DRAWN:,} samples, standard error at most "
        f"{0.5 / DRAWN**0.5:.3f}) at alpha {power[0].alpha:.3g}, for an effect of Cohen's w = "
        f"{planned.smallest_effect:g}."
    )
    sentences = [deciding]
    if any(row.choices > 2 for row in power):
        sentences.append("It depends on the shape of a preference.")
    if any(row.power is None for row in power):
        sentences.append("*Not reached*: no preference of this shape is so large.")
    if any(row.findable is None for row in power):
        sentences.append("*None*: not even the largest preference of this shape has that power.")
    if any(test.is_pooled for row in power for test in row.tests):
        sentences.append(
            "A test on people over several scenarios has at least the power shown, where people "
            "prefer the same in all of them."
        )
    return " ".join(sentences)


def _table(planned: RegisteredPlan, power: Sequence[PowerOfShape]) -> Iterator[str]:
    yield (
        f"| Tests | Shape | Power with {planned.participants} | Participants for a power of "
        f"{planned.power:g} | Smallest w found with that power |"
    )
    yield "|---|---|---|---|---|"
    for row in power:
        number = "1 test" if len(row.tests) == 1 else f"{len(row.tests)} tests"
        likely = "not reached" if row.power is None else f"{row.power.power:.2f}"
        needed = "–" if row.needed is None else f"{row.needed:,}"
        smallest = "none" if row.findable is None else f"{row.findable:.2f}"
        yield (
            f"| {number} of {row.choices} choices | {ALTERNATIVES[row.shape]} | {likely} | "
            f"{needed} | {smallest} |"
        )


def _without_power(planned: RegisteredPlan) -> str:
    """Which planned tests have no power here; empty where all have."""
    if planned.is_published:
        return "The power of the procedure as published is not computed here."
    names = {"trend": "a trend", "change": "a change"}
    untold = dict.fromkeys(names[test.kind] for test in planned.tests if test.kind in names)
    return f"The power of tests of {' and '.join(untold)} is not computed here." if untold else ""
