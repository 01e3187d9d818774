"""Template tags of the trial: words, numbers and addresses of what is shown."""

import re
from dataclasses import dataclass

from django import forms, template
from django.urls import reverse

from attribution.data.display import Feature, Picture, TableRow
from attribution.effects import readings
from attribution.effects.bundle import TrainingSample
from attribution.effects.readings import Measure, Results
from attribution.effects.trial import RelevantSample
from survey.trial.comparison import Comparison, comparison_of
from survey.trial.state import TrialState, Tried

register = template.Library()

register.filter(readings.accuracy_before)


LONG_TEXT = 18
"""Characters; a value with more of them may take several lines."""

LONG_NUMBER = re.compile(r"(-?)(\d{4,})((?:[.,]\d+)?)", re.ASCII)
"""Sign, four digits or more, and decimals with their mark."""


@dataclass(frozen=True)
class Cell:
    """A value as written, and whether it differs from the model error's."""

    text: str
    is_numeric: bool
    is_different: bool

    @property
    def css_class(self) -> str:
        look = "number " if self.is_numeric else "long " if len(self.text) > LONG_TEXT else ""
        return look + ("differs" if self.is_different else "same")


@register.filter
def has_numbers(field: forms.BoundField) -> bool:
    """Whether every option of a field is a short number, so that several stand in a line."""
    options = [str(option.data["label"]) for option in field]
    return all(label.isdecimal() and len(label) <= 3 for label in options)


@register.filter
def measures(tried: Tried, state: TrialState) -> Results | None:
    """None where no training sample could be acted on."""
    effect = tried.results.effect
    if effect is None:
        return None
    return readings.results_of(
        effect,
        bundle=state.bundle,
        offered=state.metrics,
        verdicts=state.tool.verdicts,
        with_mean_loss=state.tool.mean_loss,
    )


@register.filter
def shows_fewer(tried: Tried) -> bool:
    """Whether fewer training samples are shown than were asked for."""
    return len(tried.results.samples) < int(tried.setting["number"])


@register.filter
def announcement(tried: Tried, state: TrialState) -> str:
    """The announcement of a result to screen readers, in one short sentence."""
    if state.kind == "panels":
        return f"Setting {tried.position}: {tried.words}."
    chosen = _chosen(tried, state)
    if chosen is None:
        return f"Setting {tried.position}: no training sample to act on."
    verdict = f", {chosen.verdict}" if chosen.verdict else ""
    return (
        f"Setting {tried.position}: {chosen.label} from {chosen.before} to {chosen.after}, "
        f"change {chosen.change}{verdict}."
    )


@register.filter
def chosen_change(tried: Tried, state: TrialState) -> str:
    """The change of the chosen metric, for the list of settings tried."""
    chosen = _chosen(tried, state)
    if chosen is None:
        return "no training sample to act on"
    return f"{chosen.change}, {chosen.verdict}" if chosen.verdict else chosen.change


def _chosen(tried: Tried, state: TrialState) -> Measure | None:
    effect = tried.results.effect
    if effect is None:
        return None
    return readings.measure_of(effect.metric, effect, state.bundle, verdicts=state.tool.verdicts)


@register.filter
def before(state: TrialState, tried: Tried | None) -> list[tuple[str, str]]:
    """The measures of the error before any action, the chosen metric first."""
    return readings.before_any_action(
        state.error,
        offered=state.metrics,
        chosen=tried.setting["metric"] if tried else None,
    )


@register.simple_tag
def comparison(tried: Tried, other: Tried, state: TrialState) -> Comparison:
    return comparison_of(tried, other, state)


@register.filter
def sample_name(relevant: RelevantSample) -> str:
    return f"training sample {relevant.rank}"


@register.filter
def cells_beside(sample: TrainingSample, state: TrialState) -> list[Cell]:
    """The values of a training sample, as a row of a table below or beside the model error's."""
    error = state.error.display
    assert isinstance(sample.display, TableRow) and isinstance(error, TableRow)  # noqa: S101, PT018
    cells = zip(sample.display.cells, error.cells, state.bundle.features, strict=True)
    return [
        Cell(cell(value, feature), is_numeric=feature.numeric, is_different=value != other)
        for value, other, feature in cells
    ]


@register.filter
def cell(value: str, feature: Feature) -> str:
    """Numbers with a thin space between thousands, from four digits before the decimal mark on."""
    match = LONG_NUMBER.fullmatch(value) if feature.numeric else None
    if match is None:
        return value
    sign, whole, decimals = match.groups()
    return f"{sign}{int(whole):,}".replace(",", "\N{NARROW NO-BREAK SPACE}") + decimals


@register.filter
def lasting(seconds: float) -> str:
    """A duration such as 1 min 20 s, in whole seconds."""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole} min {rest} s" if whole else f"{rest} s"


@register.filter
def picture_address(picture: Picture) -> str:
    suffix = picture.file.rsplit(".", 1)[-1]
    return reverse("picture", args=[picture.sha256, suffix])
