"""Which preferences a planned sample finds, by the very tests that will decide."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from analysis.statistics.alternatives import ALTERNATIVES, Shape, largest_effect, shares_of
from analysis.statistics.power import (
    SimulatedPower,
    participants_needed,
    simulated_power,
    smallest_effect_found,
)

SEED = 1
"""Of the samples drawn, so that a plan always has the same power."""


@dataclass(frozen=True)
class PowerOfShape:
    """The power of tests of so many choices for preferences of a shape, at their share of alpha.

    `power` is of the planned participants for the smallest effect worth finding, and `needed` how
    many find it with the planned power; both are None where the shape does not reach that effect.
    `findable` is the smallest effect that the planned participants find with the planned power,
    None if they find none. `tests` are those that it holds for.
    """

    tests: tuple[PlannedTest, ...]
    choices: int
    shape: Shape
    alpha: float
    power: SimulatedPower | None
    needed: int | None
    findable: float | None


def strictest_alpha(plan: RegisteredPlan) -> float:
    """What the smallest p-value of a plan is held against before any other is."""
    return plan.alpha if plan.correction == "none" else plan.alpha / max(plan.tests_made, 1)


def power_of(plan: RegisteredPlan) -> tuple[PowerOfShape, ...]:
    """The power of every planned test against an even spread, by choices and shape.

    None of the procedure as published, whose tests are others. A test on people who answer several
    times is taken as if they gave one answer: it has at least that power.
    """
    return () if plan.is_published else tuple(_powers(plan))


def _powers(plan: RegisteredPlan) -> Iterator[PowerOfShape]:
    by_choices: dict[int, list[PlannedTest]] = {}
    for test in plan.tests:
        if test.kind == "even_spread":
            by_choices.setdefault(test.choices, []).append(test)
    for choices, tests in by_choices.items():
        for shape in ALTERNATIVES:
            # Of two choices every shape is the same preference.
            if choices > 2 or shape == "one_above":
                yield _power(plan, tuple(tests), choices, shape)


def _power(
    plan: RegisteredPlan, tests: tuple[PlannedTest, ...], choices: int, shape: Shape
) -> PowerOfShape:
    alpha, effect = strictest_alpha(plan), plan.smallest_effect
    reaches = effect <= largest_effect(shape, choices)
    return PowerOfShape(
        tests=tests,
        choices=choices,
        shape=shape,
        alpha=alpha,
        power=(
            simulated_power(
                plan.participants, shares_of(shape, choices, effect), seed=SEED, alpha=alpha
            )
            if reaches
            else None
        ),
        needed=(
            participants_needed(
                effect, categories=choices, shape=shape, seed=SEED, alpha=alpha, power=plan.power
            ).n
            if reaches
            else None
        ),
        findable=smallest_effect_found(
            plan.participants,
            categories=choices,
            shape=shape,
            seed=SEED,
            alpha=alpha,
            power=plan.power,
        ),
    )
