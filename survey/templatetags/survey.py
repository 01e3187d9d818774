"""Template tags of the trial: words, numbers and addresses of what is shown."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from attribution.axes import Action, Setting
from attribution.data.display import Feature, Picture, TableRow
from attribution.effects.bundle import Bundle, Ensemble, TrainingSample
from attribution.effects.relevance_rule import Direction, Gate
from attribution.effects.trial import RelevantSample, Trial
from survey.trial import measures as shown_measures
from survey.trial.comparison import Comparison, comparison_of
from survey.trial.measures import Measure, Results, measure_of
from survey.trial.state import TrialState, Tried

register = template.Library()

register.filter(shown_measures.setting_words)
register.filter(shown_measures.accuracy_before)


LONG_TEXT = 18
"""Characters; a value with more of them may take several lines."""


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
def short_words(setting: Setting) -> str:
    """A setting in the words of a list of settings."""
    samples = "sample" if setting.number == 1 else "samples"
    action, metric = setting.action.description, setting.metric.description
    return f"{action.in_sentence}, {metric.in_sentence}, {setting.number} {samples}"


@register.filter
def setting_code(setting: Setting) -> str:
    """The values of the controls for a setting."""
    return f"{setting.action} {setting.metric} {setting.number}"


@register.filter
def measures(tried: Tried, state: TrialState) -> Results | None:
    """None where no training sample could be acted on."""
    effect = tried.results.effect
    if effect is None:
        return None
    return shown_measures.results_of(
        effect, bundle=state.bundle, offered=state.metrics, tool=state.tool
    )


@register.filter
def announcement(tried: Tried, state: TrialState) -> str:
    """The announcement of a result to screen readers, in one short sentence."""
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
    return measure_of(tried.setting.metric, effect, state.bundle, state.tool) if effect else None


@register.filter
def before(state: TrialState, tried: Tried | None) -> list[tuple[str, str]]:
    """The measures of the error before any action, the chosen metric first."""
    return shown_measures.before_any_action(
        state.error, offered=state.metrics, chosen=tried.setting if tried else None
    )


@register.simple_tag
def comparison(tried: Tried, other: Tried, state: TrialState) -> Comparison:
    return comparison_of(tried, other, state)


@register.filter
def other_examples(bundle: Bundle) -> int:
    """The test examples that are shown beside the error."""
    return bundle.base_model.test_samples - 1


@register.filter
def acted_on(action: Action) -> str:
    return action.description.acted_on


@register.simple_tag
def sample_label(sample: TrainingSample, action: Action, bundle: Bundle) -> SafeString | str:
    """The label of a training sample, and under label change its new label."""
    label = bundle.classes[sample.true_class]
    if action is not Action.LABEL_CHANGE:
        return label
    return format_html(
        '{} <span aria-hidden="true">→</span><span class="visually-hidden">changed to</span> {}',
        label,
        bundle.classes[sample.changed_class],
    )


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
    """Whole numbers with a thin space between thousands, from four digits on."""
    if feature.numeric and value.isdecimal() and len(value) > 3:
        return f"{int(value):,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return value


@register.filter
def lasting(seconds: float) -> str:
    """A duration such as 1 min 20 s, in whole seconds."""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole} min {rest} s" if whole else f"{rest} s"


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
    if not count:
        return f"No training sample {verb}{tests}{over}."
    return f"Only {_samples(count)} {verb}{tests}{over}, so fewer are shown than you asked for."


_VERBS = {
    Direction.HELPFUL: ("help by the metric you chose", "helps by the metric you chose"),
    Direction.ANY: ("have an effect", "has an effect"),
}
"""Arrows by direction, in the plural and in the singular."""


def _samples(count: int) -> str:
    return f"{count} training sample{'' if count == 1 else 's'}"


@register.filter
def picture_address(picture: Picture) -> str:
    suffix = picture.file.rsplit(".", 1)[-1]
    return reverse("picture", args=[picture.sha256, suffix])
