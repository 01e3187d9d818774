"""How people explored before they chose: settings tried, time, and whether the best one won."""

import numpy as np

from analysis.figures.bars import Bar, BarPanel, bar_panels
from analysis.records.observations import METRICS
from analysis.report.context import Material
from analysis.report.document import Block, Caution, Figure, Paragraph, Section
from analysis.report.exploring import Explored, explored, gained
from analysis.report.labels import METRIC_WORDS
from analysis.report.numbers import percent
from analysis.report.tables import Column, Kind, Table, Value
from core.arrays import Booleans, Floats, Integers

MOST_SHOWN = 10
BEHAVIOUR = (
    Column("scenario", "Scenario"),
    Column("n", "Trials", Kind.COUNT),
    *(
        Column(f"{what}_{part}", part, Kind.NUMBER, over=over)
        for what, over in (("tried", "Settings applied"), ("minutes", "Minutes"))
        for part in ("lower quartile", "median", "upper quartile")
    ),
    Column("several", "Tried several", Kind.COUNT),
    Column("first", "the first", Kind.SHARE, over="Of these, chose"),
    Column("last", "the last", Kind.SHARE, over="Of these, chose"),
)
GAINS = (
    Column("scenario", "Scenario"),
    Column("measure", "Gain by"),
    Column("n", "Trials", Kind.COUNT, over="Among those tried"),
    Column("tried", "Largest chosen", Kind.SHARE, over="Among those tried"),
    Column("chance", "By chance", Kind.SHARE, over="Among those tried"),
    Column("n_offered", "Trials", Kind.COUNT, over="Among all offered"),
    Column("offered", "Largest chosen", Kind.SHARE, over="Among all offered"),
)
NUMBERS = (
    Column("scenario", "Scenario"),
    Column("tried", "Settings applied"),
    Column("trials", "Trials", Kind.COUNT),
    Column("share", "Share", Kind.SHARE),
)


def exploration(material: Material) -> Section:
    found = explored(material.observations)
    blocks: list[Block] = [Paragraph(_sentence(material, found)), _figure(material, found)]
    blocks.append(_behaviour(material, found))
    if missing := [each for each in material.observations.stimuli if each.gains is None]:
        bundles = ", ".join(dict.fromkeys(each.bundle[:12] for each in missing))
        blocks.append(
            Caution(
                f"The effects of {bundles} are no longer loaded, so the trials that showed them "
                "are missing from the table of gains, and metrics that act on the same training "
                "samples are not named. Load them again with manage.py load_effects."
            )
        )
    blocks.append(_gains(material, found))
    return Section("exploration", "Exploration", tuple(blocks))


def _sentence(material: Material, found: Explored) -> str:
    done = material.choices.submitted
    if not done.any():
        return "Nobody has submitted a setting, so there is no exploration to describe."
    several = done & (found.different > 1)
    told = (
        f"Before submitting, people applied {_median(found.tried[done]):g} settings at the median, "
        f"and {percent(float(several[done].mean()), 0)} of the {int(done.sum()):,} submissions "
        "followed at least two different ones."
    )
    if not several.any():
        return told
    first, last = found.chose_first[several].mean(), found.chose_last[several].mean()
    return (
        f"{told} Of these, {percent(float(last), 0)} submitted the setting they had applied last, "
        f"and {percent(float(first), 0)} the one they had begun with."
    )


def _figure(material: Material, found: Explored) -> Figure:
    labels = [*(str(each) for each in range(1, MOST_SHOWN)), f"{MOST_SHOWN} or more"]
    panels, rows, told = [], [], []
    for at, key in enumerate(material.observations.scenarios):
        name, here = material.choices.named(key), material.choices.in_scenario(at)
        tried = np.minimum(found.tried[here], MOST_SHOWN)
        counts = np.bincount(tried, minlength=MOST_SHOWN + 1)[1:].tolist()
        n = int(here.sum())
        bars = [Bar(each / n, percent(each / n, 0)) if n else Bar(None, "0") for each in counts]
        panels.append(BarPanel(f"{name} (n = {n:,})", bars))
        rows += [
            (name, label, count, count / n if n else None)
            for label, count in zip(labels, counts, strict=True)
        ]
        told.append(f"{name}: " + ", ".join(map(str, counts)))
    caption = "Number of settings applied before one was submitted."
    table = Table("settings_tried_numbers", caption, NUMBERS, tuple(rows), grouped=1)
    described = f"Trials with 1, 2, … settings applied. {'; '.join(told)}"
    svg = bar_panels("settings_tried", caption, described, labels, panels)
    return Figure("settings_tried", caption, svg, table)


def _behaviour(material: Material, found: Explored) -> Table:
    rows = tuple(
        _behaviour_row(material, found, at, key)
        for at, key in enumerate(material.observations.scenarios)
    )
    return Table(
        "exploration", "Exploration before submitting.", BEHAVIOUR, rows,
        "Minutes from the first sight of the page to the submission. First and last are judged "
        "where at least two different settings were applied; a setting applied again is the same.",
    )  # fmt: skip


def _behaviour_row(material: Material, found: Explored, at: int, key: str) -> tuple[Value, ...]:
    here = material.choices.in_scenario(at)
    several = here & (found.different > 1)
    minutes = material.observations.trials.seconds[here] / 60
    return (
        material.choices.named(key),
        int(here.sum()),
        *_quartiles(found.tried[here]),
        *_quartiles(minutes[~np.isnan(minutes)]),
        int(several.sum()),
        _share(found.chose_first, several),
        _share(found.chose_last, several),
    )


def _gains(material: Material, found: Explored) -> Table:
    rows: list[tuple[Value, ...]] = []
    for at, key in enumerate(material.observations.scenarios):
        here = material.choices.in_scenario(at)
        for place in material.choices.offered(key, "metric"):
            gains = gained(material.observations, material.choices, place)
            several = here & gains.known & (found.different > 1)
            known = here & gains.known
            chance = float(gains.by_chance[several].mean()) if several.any() else None
            rows.append(
                (
                    material.choices.named(key), METRIC_WORDS[METRICS[place]], int(several.sum()),
                    _share(gains.best_tried, several), chance, int(known.sum()),
                    _share(gains.best_offered, known),
                )
            )  # fmt: skip
    return Table(
        "gains", "Whether the setting submitted was the one that bettered the model error most.",
        GAINS, tuple(rows),
        "Gains are the group effects that were shown, on the model error, by each metric offered; "
        "settings with no relevant sample gain nothing, and ties count as largest. Among "
        "those tried, where at least two different settings were applied; by chance is what "
        "choosing at random among them would give.",
        grouped=1,
    )  # fmt: skip


def _share(holds: Booleans, among: Booleans) -> float | None:
    return float(holds[among].mean()) if among.any() else None


def _quartiles(values: Integers | Floats) -> tuple[float | None, float | None, float | None]:
    if not len(values):
        return None, None, None
    low, middle, high = np.quantile(values, [0.25, 0.5, 0.75]).tolist()
    return low, middle, high


def _median(values: Integers) -> float:
    return float(np.median(values))
