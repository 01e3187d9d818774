"""Filters that write effects: signed, with their standard deviation, to four decimals."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from attribution.axes import ACTIONS, METRICS, Action, ActionDescription, Metric, MetricDescription
from attribution.effects.bundle import (
    Bundle,
    Change,
    Ensemble,
    Estimate,
    GroupEffect,
    ModelError,
    Provenance,
    Relevance,
    TrainingSample,
)
from attribution.effects.relevance_rule import Direction, Gate
from attribution.effects.trial import Trial
from attribution.estimates.methods_file import MeanScore
from attribution.scales import MINUS
from attribution.settings import Setting
from core.rounding import decimals

register = template.Library()


@register.filter
def at(values: Sequence[Any], position: int) -> Any:
    return values[position]


@register.filter
def recipe_name(provenance: Provenance) -> str:
    """What was trained, as its trainer describes it."""
    return str(provenance.recipe["model"]["kind"])


_GATES = {
    Gate.T: "p < {level:g} in a t-test over the observations",
    Gate.NGUYEN: "p < {level:g} by the formula of Nguyen et al. (2023)",
    Gate.Q: "q < {level:g}, the t-test corrected for all training samples acted on",
    Gate.NONE: "no test",
}
_DIRECTIONS = {
    Direction.HELPFUL: "effects that help by the metric of the list",
    Direction.ANY: "effects that help or harm",
}


@register.filter
def ensemble_summary(ensemble: Ensemble) -> str:
    seeds, epochs = len(ensemble.seeds), ", ".join(map(str, ensemble.checkpoints))
    observation = (
        "a seed's mean is one observation"
        if ensemble.observations == "seeds"
        else "a checkpoint is one observation"
    )
    plural = "" if seeds == 1 else "s"
    return f"{seeds} seed{plural}, checkpoints after epochs {epochs}; {observation}"


@register.filter
def relevance_summary(relevance: Relevance) -> str:
    """The rule in one phrase, with the recipe's name at the end."""
    gate = _GATES[relevance.gate].format(level=relevance.level)
    return (
        f"{_DIRECTIONS[relevance.direction]}, {gate}, the first {relevance.most} "
        f"({relevance.recipe})"
    )


@register.filter
def steadiness(bundle: Bundle) -> str:
    """How far the seeds agree about the listed samples, over all lists."""
    listed = [sample for ranking in bundle.rankings for sample in ranking.samples]
    seeds = len(bundle.ensemble.seeds) * len(listed)
    if not listed:
        return "nothing is listed"
    if len(bundle.ensemble.seeds) == 1:
        return "one seed says nothing about others"
    same_sign = sum(sample.same_sign for sample in listed) / seeds
    in_top = sum(sample.in_top for sample in listed) / seeds
    return (
        f"an effect that is listed has the sign of its mean in {same_sign:.1%} of the seeds, and "
        f"is among the ten most helpful in {in_top:.1%}"
    )


@register.filter
def action_of(setting: Setting) -> ActionDescription:
    return ACTIONS[Action(setting["action"])]


@register.filter
def metric_of(setting: Setting) -> MetricDescription:
    return METRICS[Metric(setting["metric"])]


@register.filter
def shares(value: Change) -> str:
    return f"{value.before:.0%} before, {value.after:.0%} after"


@register.filter
def value_of(error: ModelError, metric: Metric) -> Estimate:
    return error.value_of(metric)


@register.filter
def change_of(effect: GroupEffect, metric: Metric) -> Change:
    return effect.change_of(metric)


@register.filter
def signed(value: float) -> str:
    """Four decimals with a sign; the minus is a true one."""
    return f"{value:+.4f}".replace("-", MINUS)


@register.filter
def estimate(value: Estimate) -> str:
    return f"{value.mean:.4f} ±\N{NO-BREAK SPACE}{value.standard_deviation:.4f}"


@register.filter
def mean_score(value: MeanScore) -> str:
    """Mean and standard deviation to three decimals; the mean alone where there is no deviation."""
    mean = decimals(value.mean or 0.0, 3).replace("-", MINUS)
    if value.standard_deviation is None:
        return mean
    return f"{mean} ±\N{NO-BREAK SPACE}{decimals(value.standard_deviation, 3)}"


@register.filter
def as_percent(share: float | None) -> str:
    return "–" if share is None else f"{decimals(100 * share, 0)}%"


@register.filter
def plain(number: float) -> str:
    """A coordinate of a drawing, in no language's own way to write numbers."""
    return decimals(number, 1)


@register.filter
def change(value: Change) -> str:
    return f"{signed(value.change)} ± {value.standard_deviation:.4f}"


@register.filter
def probability(value: float) -> str:
    return "< 0.0001" if value < 0.0001 else f"{value:.4f}"


@register.filter
def other_examples(bundle: Bundle) -> int:
    """The test examples that are shown beside the error."""
    return bundle.base_model.test_samples - 1


@register.filter
def acted_on(setting: Setting) -> str:
    """What happened to the training samples of a setting."""
    return action_of(setting).acted_on


@register.simple_tag
def sample_label(sample: TrainingSample, setting: Setting, bundle: Bundle) -> SafeString | str:
    """The label of a training sample, and under label change its new label."""
    label = bundle.classes[sample.true_class]
    if setting["action"] != Action.LABEL_CHANGE:
        return label
    return format_html(
        '{} <span aria-hidden="true">→</span><span class="visually-hidden">changed to</span> {}',
        label,
        bundle.classes[sample.changed_class],
    )


@register.filter
def trainings(ensemble: Ensemble) -> str:
    """What the effects of a bundle are averages over, in words."""
    if ensemble.observations == "seeds":
        return f"{len(ensemble.seeds)} trainings"
    return f"{len(ensemble.checkpoints)} states of one training"


@register.filter
def why_fewer(trial: Trial, bundle: Bundle) -> str:
    """Why fewer training samples are shown than were asked for, by the rule of the bundle."""
    count, rule = len(trial.samples), bundle.relevance
    if count == rule.most:
        return f"At most {_samples(count)} can be shown, fewer than you asked for."
    singular = count in (0, 1)
    verb = _VERBS[rule.direction][singular]
    tests = "" if rule.gate is Gate.NONE else f" and pass{'es' if singular else ''} a test over "
    over = trainings(bundle.ensemble) if tests else ""
    of_tried = _of_those_tried(trial, bundle)
    if not count:
        nobody = f"None{of_tried}" if of_tried else "No training sample"
        return f"{nobody} {verb}{tests}{over}."
    some = f"{count}{of_tried}" if of_tried else _samples(count)
    return f"Only {some} {verb}{tests}{over}, so fewer are shown than you asked for."


def _of_those_tried(trial: Trial, bundle: Bundle) -> str:
    """Words for a bundle whose run acted on a drawn part of the training samples; else empty."""
    recipe = bundle.provenance.recipe
    collects = trial.setting["action"] == Action.COLLECTION
    there = recipe.get("held_back", 0) if collects else bundle.base_model.training_samples
    tried: int = recipe.get("candidates", {}).get("number", there)
    if tried >= there:
        return ""
    return f" of the {tried:,} training samples whose effect was computed"


_VERBS = {
    Direction.HELPFUL: ("help by the metric you chose", "helps by the metric you chose"),
    Direction.ANY: ("have an effect", "has an effect"),
}
"""Verbs by direction, in the plural and in the singular."""


def _samples(count: int) -> str:
    return f"{count} training sample{'' if count == 1 else 's'}"
