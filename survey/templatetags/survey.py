"""How a trial's settings and effects are put to participants: in words, signs and percentages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from attribution.data.display import Picture
from attribution.effects.axes import Metric
from attribution.effects.bundle import Bundle, Change, Ensemble, Estimate, GroupEffect
from attribution.effects.relevance_rule import Direction, Gate
from attribution.effects.trial import Setting, Trial
from survey.queries.trials import Tried

register = template.Library()

ACTIONS = {"removal": "removal", "label_change": "label change", "upweighting": "upweighting"}
METRICS = {
    "loss": "loss",
    "true_class_probability": "probability of the true class",
    "predicted_class_probability": "probability of the predicted class",
}
MINUS = "\N{MINUS SIGN}"
GIVE_OR_TAKE = "±\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Row:
    label: str
    before: str
    after: str
    change: str
    verdict: str


@register.filter
def setting_words(setting: Setting) -> str:
    samples = "sample" if setting.number == 1 else "samples"
    return (
        f"{ACTIONS[setting.action]} of {setting.number} training {samples}, "
        f"judged by the {METRICS[setting.metric]}"
    )


@register.filter
def announcement(shown: Tried) -> str:
    """One short sentence for whoever cannot see the results appear."""
    if shown.results.effect is None:
        return f"Setting {shown.position}: no training sample to act on."
    verdict = _verdict(shown.results.effect.loss, Metric.LOSS.good_direction)
    change = _number(shown.results.effect.loss)
    return f"Setting {shown.position}: the loss changes by {change}, {verdict}."


@register.filter
def individual_rows(effect: GroupEffect) -> list[Row]:
    return [
        _row("Loss", effect.loss, Metric.LOSS.good_direction, percent=False),
        _row("Probability of the true class", effect.true_class_probability, 1, percent=True),
        _row(
            "Probability of the predicted class",
            effect.predicted_class_probability,
            -1,
            percent=True,
        ),
    ]


@register.filter
def global_rows(effect: GroupEffect) -> list[Row]:
    return [
        _row("Test accuracy", effect.test_accuracy, 1, percent=True),
        _row("Mean loss", effect.mean_loss, -1, percent=False),
    ]


@register.filter
def loss_change(tried: Tried) -> str:
    return _number(tried.results.effect.loss) if tried.results.effect else "no effect to show"


@register.filter
def percent_estimate(value: Estimate) -> str:
    spread = f"({GIVE_OR_TAKE}{value.standard_deviation * 100:.1f})"
    return f"{value.mean * 100:.1f}\N{NO-BREAK SPACE}% {spread}"


@register.filter
def lasting(seconds: float) -> str:
    """Such as 1 min 20 s; whole seconds."""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole} min {rest} s" if whole else f"{rest} s"


@register.filter
def trainings(ensemble: Ensemble) -> str:
    """What effects are averages over."""
    if ensemble.observations == "seeds":
        return f"{len(ensemble.seeds)} trainings"
    return f"{len(ensemble.checkpoints)} states of one training"


@register.filter
def why_fewer(trial: Trial, bundle: Bundle) -> str:
    """Say why fewer training samples are shown than were asked for, by the bundle's own rule."""
    count, rule = len(trial.samples), bundle.relevance
    if count == rule.most:
        return f"At most {_samples(count)} can be shown, fewer than you asked for."
    singular = count in (0, 1)
    verb = _VERBS[rule.direction][singular]
    tests = "" if rule.gate is Gate.NONE else f" and pass{'es' if singular else ''} a test over "
    over = trainings(bundle.ensemble) if tests else ""
    if not count:
        return f"No training sample {verb}{tests}{over}."
    return f"Only {_samples(count)} {verb}{tests}{over}, so fewer are shown than you asked for."


_VERBS = {
    Direction.HELPFUL: ("help by the metric you chose", "helps by the metric you chose"),
    Direction.ANY: ("have an effect", "has an effect"),
}
"""By direction, in the plural and in the singular."""


def _samples(count: int) -> str:
    return f"{count} training sample{'' if count == 1 else 's'}"


@register.filter
def picture_address(picture: Picture) -> str:
    suffix = picture.file.rsplit(".", 1)[-1]
    return reverse("picture", args=[picture.sha256, suffix])


@register.filter
def bars(effect: GroupEffect) -> dict[str, Any]:
    """Both probabilities before and after, as bars of a small chart."""
    shown = [
        ("True, before", effect.true_class_probability.before, "before"),
        ("True, after", effect.true_class_probability.after, "after"),
        ("Predicted, before", effect.predicted_class_probability.before, "before"),
        ("Predicted, after", effect.predicted_class_probability.after, "after"),
    ]
    drawn = [
        {"label": label, "kind": kind, "value": f"{value * 100:.1f} %",
         "width": f"{value * 170:.1f}", "y": place * 22 + 2, "text_y": place * 22 + 12}
        for place, (label, value, kind) in enumerate(shown)
    ]  # fmt: skip
    description = "Probabilities: " + "; ".join(f"{bar['label']} {bar['value']}" for bar in drawn)
    return {"bars": drawn, "height": len(drawn) * 22, "description": description}


def _row(label: str, change: Change, good_direction: int, *, percent: bool) -> Row:
    def shown(value: float) -> str:
        return f"{value * 100:.2f} %" if percent else f"{value:.4f}"

    changed = _points(change) if percent else _number(change)
    verdict = _verdict(change, good_direction)
    return Row(label, shown(change.before), shown(change.after), changed, verdict)


def _verdict(change: Change, good_direction: int) -> str:
    if change.change == 0:
        return "no change"
    return "better" if change.change * good_direction > 0 else "worse"


def _number(change: Change) -> str:
    return _signed(f"{change.change:+.4f} {GIVE_OR_TAKE}{change.standard_deviation:.4f}")


def _points(change: Change) -> str:
    """In percentage points."""
    return _signed(
        f"{change.change * 100:+.2f} {GIVE_OR_TAKE}{change.standard_deviation * 100:.2f} points"
    )


def _signed(text: str) -> str:
    return text.replace("-", MINUS, 1)
