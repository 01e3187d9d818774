"""What leaving out training samples really did to a model error, from a bundle of effects."""

from dataclasses import dataclass

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, GroupEffect, RankedSample, TrainingSample


@dataclass(frozen=True)
class JointRemoval:
    """Training samples, each with the effect of leaving it out alone, and that of leaving out all.

    `effect` is None where there are no samples.
    """

    samples: tuple[tuple[TrainingSample, RankedSample], ...]
    effect: GroupEffect | None


def joint_removal(bundle: Bundle, error: str, number: int) -> JointRemoval:
    """The `number` samples whose removal raises the probability of the true class most.

    They are the relevant samples of the bundle's rule (paper, section 4.3), the most helpful first,
    and fewer where fewer are listed. The effects come from retrainings.
    """
    axes = (error, Action.REMOVAL, Metric.TRUE_CLASS_PROBABILITY)
    ranking = next(
        ranking
        for ranking in bundle.rankings
        if (ranking.error, ranking.action, ranking.metric) == axes
    )
    samples = {sample.id: sample for sample in bundle.training_samples}
    listed = ranking.samples[:number]
    effect = next(
        (
            effect
            for effect in bundle.group_effects
            if (effect.error, effect.action, effect.metric) == axes and effect.number == len(listed)
        ),
        None,
    )
    return JointRemoval(tuple((samples[ranked.id], ranked) for ranked in listed), effect)
