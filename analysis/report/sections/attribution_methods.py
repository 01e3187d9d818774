"""Whether existing attribution methods serve the settings that people chose (paper, RQ3)."""

from collections.abc import Iterator, Sequence

from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.method_means import MethodDifference, MethodMean, MethodMeans
from analysis.report.scored_choices import ScoredPlace
from analysis.report.sections.methods_by_setting import (
    ServedSetting,
    by_setting_section,
    served_settings,
)
from analysis.report.wording import counted, equals, listed, percent, with_minus_sign
from attribution.estimates.method_scores import MEASURES, Measure
from core.rounding import decimals

INTERVAL, OF_SUBMITTED = "95% interval", "95% interval, submitted"
OVER = "Mean over the settings"
TITLES = (ReportColumn("scenario", "Scenario"), ReportColumn("measure", "By"))
MEANS = (
    *TITLES,
    ReportColumn("method", "Method"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("offered", "offered", ColumnKind.NUMBER, digits=3, over=OVER),
    ReportColumn("submitted", "submitted", ColumnKind.NUMBER, digits=3, over=OVER),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=3, over=OF_SUBMITTED),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=3, over=OF_SUBMITTED),
)
DIFFERENCES = (
    *TITLES,
    ReportColumn("method", "Highest method"),
    ReportColumn("other", "above"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("difference", "by", ColumnKind.NUMBER, digits=3),
    ReportColumn("low", "from", ColumnKind.NUMBER, digits=3, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.NUMBER, digits=3, over=INTERVAL),
)


def attribution_methods_section(context: ReportContext) -> ReportSection | None:
    """None where no setting was submitted whose effects methods are scored on."""
    means = context.method_means
    if not means.means:
        return None
    settings = served_settings(means.scored)
    blocks: list[Block] = [
        Paragraph(_about(means)),
        *(Paragraph(_described(means, place)) for place in means.scored.places),
        *(Paragraph(sentence) for sentence in _unserved(settings)),
        Caution(
            "The intervals say what other people might have chosen. They do not say what other "
            "model errors, data or seeds would give: a score is a mean over a few errors of one "
            "model."
        ),
        _means_table(context, means),
    ]
    if unknown := _without_scores(context, means):
        blocks.insert(1, Caution(unknown))
    if means.differences:
        blocks.append(_differences_table(context, means.differences))
    return ReportSection(
        "attribution_methods",
        "Attribution methods and the settings chosen",
        tuple(blocks),
        (by_setting_section(settings),),
    )


def _about(means: MethodMeans) -> str:
    approximations = [m for m in means.scored.methods if not m.is_yardstick]
    return (
        f"Exploratory: how near {counted(len(approximations), 'attribution method')} "
        f"{'comes' if len(approximations) == 1 else 'come'} to really retraining, for the settings "
        f"that people submitted, each as often as it was. "
        + " ".join(f"{measure.title} is {measure.explanation}." for measure in MEASURES)
    )


def _described(means: MethodMeans, place: ScoredPlace) -> str:
    said = filter(None, (_by_measure(means, place, measure) for measure in MEASURES))
    return f"{place.name}, highest over the settings submitted: {'; '.join(said)}."


def _by_measure(means: MethodMeans, place: ScoredPlace, measure: Measure) -> str:
    ranked = means.ranked(place, measure)
    if not ranked:
        return ""
    first = ranked[0]
    others = [difference for difference in means.differences if difference.higher is first]
    above = [difference.other.title for difference in others if difference.is_told_apart]
    alike = [difference.other.title for difference in others if not difference.is_told_apart]
    mean = with_minus_sign(decimals(first.submitted.mean or 0.0, 3))
    every = not alike and len(above) > 1
    beside = [f"above {'every other' if every else listed(above)}"] if above else []
    beside += [f"not told apart from {listed(alike)}"] if alike else []
    said = " and ".join(beside)
    return f"by {measure.in_sentence} {first.method.title} ({mean}{', ' if said else ''}{said})"


def _unserved(settings: Sequence[ServedSetting]) -> Iterator[str]:
    """How many of the settings submitted no method serves, by scenario and measure."""
    places = dict.fromkeys(setting.place for setting in settings)
    for place in places:
        said = []
        n = int(place.trials.sum())
        for measure in MEASURES:
            number = sum(
                setting.count
                for setting in settings
                if setting.place is place and setting.measure is measure and not setting.is_served
            )
            if number:
                said.append(f"{number:,} ({percent(number / n, 0)}) by {measure.in_sentence}")
        if said:
            yield (
                f"{place.name}: of {counted(n, 'setting')} submitted, no method is above zero for "
                f"{listed(said)}."
            )
        else:
            yield (
                f"{place.name}: by every measure some method is above zero for each of the "
                f"{counted(n, 'setting')} submitted."
            )


def _without_scores(context: ReportContext, means: MethodMeans) -> str:
    """How many submissions are left out, as no method is scored on their effects."""
    number = int((context.choices.submitted & ~means.scored.is_scored).sum())
    if not number:
        return ""
    return (
        f"No method is scored on what {counted(number, 'submitted setting')} showed, which "
        f"{'is' if number == 1 else 'are'} left out here."
    )


def _means_table(context: ReportContext, means: MethodMeans) -> ReportTable:
    return ReportTable(
        "attribution_methods",
        "How near attribution methods come to retraining, for the settings submitted and for all "
        "that are offered (exploratory).",
        MEANS,
        tuple(_mean_cells(mean) for mean in means.means),
        "n: settings submitted whose score is known. Offered: each setting that could be submitted "
        f"counts the same. {_yardsticks(means)}Intervals by resampling people with all of theirs, "
        f"{context.replicates:,} replicates, {equals('seed', str(context.seed))}; – where some "
        "resample holds none, or all have the same mean.",
        grouped=2,
    )


def _yardsticks(means: MethodMeans) -> str:
    """What the yardsticks are, if there are any, followed by a space."""
    yardsticks = (method for method in means.scored.methods if method.is_yardstick)
    return "".join(
        f"{method.title}: {method.sentence[:1].lower()}{method.sentence[1:]} "
        for method in yardsticks
    )


def _mean_cells(mean: MethodMean) -> tuple[CellValue, ...]:
    interval = mean.submitted.interval
    return (
        mean.place.name,
        mean.measure.title,
        mean.method.title,
        mean.submitted.answers,
        mean.offered,
        mean.submitted.mean,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _differences_table(
    context: ReportContext, differences: Sequence[MethodDifference]
) -> ReportTable:
    return ReportTable(
        "attribution_methods_compared",
        "The method that is highest over the settings submitted, and how far above the others "
        "(exploratory).",
        DIFFERENCES,
        tuple(_difference_cells(difference) for difference in differences),
        "Over the settings submitted for which both have a score, from the same resamples of "
        f"people, {context.replicates:,} replicates, {equals('seed', str(context.seed))}. The "
        "intervals are each by itself, and not corrected for their number.",
        grouped=3,
    )


def _difference_cells(difference: MethodDifference) -> tuple[CellValue, ...]:
    interval = difference.by.interval
    return (
        difference.higher.place.name,
        difference.higher.measure.title,
        difference.higher.method.title,
        difference.other.title,
        difference.by.answers,
        difference.by.mean,
        interval.low if interval else None,
        interval.high if interval else None,
    )
