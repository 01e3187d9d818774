"""Which effects a planned sample finds, test by test, by the formulas of statistics.power."""

from dataclasses import dataclass

from analysis.preregistration.plan import PlannedTest, RegisteredPlan
from analysis.statistics.power import chi_square_power, sample_size, smallest_effect


@dataclass(frozen=True)
class PowerOfTest:
    """The power of a goodness-of-fit test at its share of alpha, the strictest one under Holm.

    `power` is the probability of finding the smallest effect worth finding with the planned
    participants, and `needed` how many participants find it with the planned power. `findable` is
    the smallest effect that the planned participants find with that power, None if they find none.
    """

    test: PlannedTest
    alpha: float
    power: float
    needed: int
    findable: float | None


def power_of(plan: RegisteredPlan) -> tuple[PowerOfTest, ...]:
    """The power of every planned test."""
    alpha = plan.alpha if plan.correction == "none" else plan.alpha / max(len(plan.tests), 1)
    return tuple(_power(test, plan, alpha) for test in plan.tests)


def _power(test: PlannedTest, plan: RegisteredPlan, alpha: float) -> PowerOfTest:
    choices, people, effect = test.choices, plan.participants, plan.smallest_effect
    return PowerOfTest(
        test=test,
        alpha=alpha,
        power=chi_square_power(people, effect, categories=choices, alpha=alpha),
        needed=sample_size(effect, categories=choices, alpha=alpha, power=plan.power),
        findable=smallest_effect(people, categories=choices, alpha=alpha, power=plan.power),
    )
