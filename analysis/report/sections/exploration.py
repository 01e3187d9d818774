"""How people explored before they chose: settings tried, time, and whether the best one won."""

import numpy as np

from analysis.figures.bars import BarPanel, ShareBar, bar_panels
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    Caution,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.exploration_measures import (
    TriedSettings,
    chosen_gains,
    offered_outcomes,
    tried_settings,
)
from analysis.report.wording import listed, percent
from attribution.explanations import Outcome
from core.arrays import Booleans, Floats, Integers

MOST_SHOWN = 10
"""The figure counts trials with as many settings or more together."""

APPLIED, MINUTES, CHOSE = "Settings applied", "Minutes", "Of these, chose"
TRIED, OFFERED = "Among those tried", "Among all offered"
BEHAVIOUR = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("n", "Trials", ColumnKind.COUNT),
    *(
        ReportColumn(f"{key}_{part}", part, ColumnKind.NUMBER, over=heading)
        for key, heading in (("tried", APPLIED), ("minutes", MINUTES))
        for part in ("lower quartile", "median", "upper quartile")
    ),
    ReportColumn("several", "Tried several", ColumnKind.COUNT),
    ReportColumn("first", "the first", ColumnKind.SHARE, over=CHOSE),
    ReportColumn("last", "the last", ColumnKind.SHARE, over=CHOSE),
)
GAINS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("measure", "Gain by"),
    ReportColumn("n", "Trials", ColumnKind.COUNT, over=TRIED),
    ReportColumn("tried", "Largest chosen", ColumnKind.SHARE, over=TRIED),
    ReportColumn("chance", "By chance", ColumnKind.SHARE, over=TRIED),
    ReportColumn("n_offered", "Trials", ColumnKind.COUNT, over=OFFERED),
    ReportColumn("offered", "Largest chosen", ColumnKind.SHARE, over=OFFERED),
    ReportColumn("chance_offered", "By chance", ColumnKind.SHARE, over=OFFERED),
)
NUMBERS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("tried", "Settings applied"),
    ReportColumn("trials", "Trials", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
)


def exploration_section(context: ReportContext) -> ReportSection:
    tried = tried_settings(context.observations)
    blocks: list[Block] = [
        Paragraph(_sentence(context, tried)),
        _figure(context, tried),
        _behaviour_table(context, tried),
    ]
    if missing := _missing_bundles(context):
        blocks.append(Caution(missing))
    if context.observations.outcomes:
        blocks.append(_gains_table(context, tried))
    return ReportSection("exploration", "Exploration", tuple(blocks))


def _sentence(context: ReportContext, tried: TriedSettings) -> str:
    submitted = context.choices.submitted
    if not submitted.any():
        return "Nobody has submitted a setting, so there is no exploration to describe."
    several = submitted & (tried.different > 1)
    median = float(np.median(tried.applied[submitted]))
    applied = (
        f"Before submitting, people applied {median:g} setting{'' if median == 1 else 's'} at the "
        f"median, and {percent(float(several[submitted].mean()), 0)} of the "
        f"{int(submitted.sum()):,} "
        "submissions followed at least two different ones."
    )
    if not several.any():
        return applied
    first, last = tried.chose_first[several].mean(), tried.chose_last[several].mean()
    return (
        f"{applied} Of these, {percent(float(last), 0)} submitted the setting they had applied "
        f"last, and {percent(float(first), 0)} the one they had begun with."
    )


def _missing_bundles(context: ReportContext) -> str:
    """Which bundles are no longer loaded, and what the report lacks for it; empty if none are."""
    missing = [
        stimulus.bundle[:12]
        for stimulus in context.observations.stimuli
        if stimulus.bundle not in context.observations.bundles
    ]
    if not missing:
        return ""
    return (
        f"What settings showed in {listed(dict.fromkeys(missing))} is no longer loaded, so these "
        "trials are in no table of gains, and choices that show the same are not named. Load it "
        "again with needfinder load_effects."
    )


def _figure(context: ReportContext, tried: TriedSettings) -> ReportFigure:
    labels = [*(str(number) for number in range(1, MOST_SHOWN)), f"{MOST_SHOWN} or more"]
    caption = "Number of settings applied before one was submitted."
    panels, rows, described = [], [], []
    for index, scenario in enumerate(context.observations.scenarios):
        name = context.choices.scenario_name(scenario)
        here = context.choices.in_scenario(index)
        applied = np.minimum(tried.applied[here], MOST_SHOWN)
        counts = np.bincount(applied, minlength=MOST_SHOWN + 1)[1:].tolist()
        trials = int(here.sum())
        shares = [count / trials if trials else None for count in counts]
        panels.append(BarPanel(f"{name} (n = {trials:,})", [_bar(share) for share in shares]))
        rows += [(name, *row) for row in zip(labels, counts, shares, strict=True)]
        described.append(f"{name}: " + ", ".join(map(str, counts)))
    description = f"Trials with 1, 2, … settings applied. {'; '.join(described)}"
    return ReportFigure(
        "settings_tried",
        caption,
        bar_panels("settings_tried", caption, description, labels, panels, rows="Settings applied"),
        ReportTable("settings_tried_numbers", caption, NUMBERS, tuple(rows), grouped=1),
    )


def _bar(share: float | None) -> ShareBar:
    return ShareBar(share, "0" if share is None else percent(share, 0))


def _behaviour_table(context: ReportContext, tried: TriedSettings) -> ReportTable:
    rows = tuple(
        _behaviour_row(context, tried, index, scenario)
        for index, scenario in enumerate(context.observations.scenarios)
    )
    return ReportTable(
        "exploration",
        "Exploration before submitting.",
        BEHAVIOUR,
        rows,
        "Minutes from the first sight of the page to the submission. First and last are judged "
        "where at least two different settings were applied; a setting applied again is the same.",
    )


def _behaviour_row(
    context: ReportContext, tried: TriedSettings, index: int, scenario: str
) -> tuple[CellValue, ...]:
    here = context.choices.in_scenario(index)
    several = here & (tried.different > 1)
    minutes = context.observations.trials.seconds[here] / 60
    return (
        context.choices.scenario_name(scenario),
        int(here.sum()),
        *_quartiles(tried.applied[here]),
        *_quartiles(minutes[~np.isnan(minutes)]),
        int(several.sum()),
        _share(tried.chose_first, several),
        _share(tried.chose_last, several),
    )


def _gains_table(context: ReportContext, tried: TriedSettings) -> ReportTable:
    rows = tuple(
        _gains_row(context, tried, index, outcome)
        for index, scenario in enumerate(context.observations.scenarios)
        for outcome in offered_outcomes(context.observations, context.choices, scenario)
    )
    return ReportTable(
        "gains",
        "Whether the setting submitted was the one that bettered the model error most.",
        GAINS,
        rows,
        "A gain is how much better the model error was shown to become, by each measure offered; "
        "settings that change nothing gain nothing, and ties count as largest. Among those tried, "
        "where at least two different settings were applied; by chance is what choosing at random "
        "among them, or among all offered, would give.",
        grouped=1,
    )


def _gains_row(
    context: ReportContext, tried: TriedSettings, index: int, outcome: Outcome
) -> tuple[CellValue, ...]:
    gains = chosen_gains(context.observations, context.choices, outcome)
    known = context.choices.in_scenario(index) & gains.known
    several = known & (tried.different > 1)
    return (
        context.choices.scenario_name(context.observations.scenarios[index]),
        outcome.title,
        int(several.sum()),
        _share(gains.best_tried, several),
        float(gains.by_chance[several].mean()) if several.any() else None,
        int(known.sum()),
        _share(gains.best_offered, known),
        float(gains.by_chance_offered[known].mean()) if known.any() else None,
    )


def _share(holds: Booleans, among: Booleans) -> float | None:
    return float(holds[among].mean()) if among.any() else None


def _quartiles(values: Integers | Floats) -> tuple[float | None, float | None, float | None]:
    if not len(values):
        return None, None, None
    lower, median, upper = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return lower, median, upper
