"""Kinds of attribution among the settings submitted, by the study's own rules (paper, table 5)."""

import numpy as np

from analysis.records.observations import ACTIONS, METRICS
from analysis.report.context import Material
from analysis.report.document import Block, Paragraph, Section
from analysis.report.labels import ACTION_WORDS, METRIC_WORDS, times
from analysis.report.tables import Column, Kind, Table, Value
from core.arrays import Booleans
from survey.design.attribution_types import AttributionType

ANY = "any"


def attribution_types(material: Material) -> Section | None:
    """None where the newest version of the study names none."""
    kinds = material.observations.versions[0].definition.attribution_types
    if not kinds:
        return None
    stands = [_stands(material, kind) for kind in kinds]
    none = material.choices.submitted & ~np.logical_or.reduce(stands)
    rows = [_row(material, kind, chosen) for kind, chosen in zip(kinds, stands, strict=True)]
    rows.append(("None of these", "", "", "", *_counts(material, none)))
    places = [material.choices.named(key) for key in material.observations.scenarios]
    columns = (
        Column("type", "Attribution type"),
        Column("action", "Action"),
        Column("metric", "Metric"),
        Column("number", "Samples"),
        *(
            Column(key, name, Kind.COUNT, over="Times submitted")
            for key, name in zip(material.observations.scenarios, places, strict=True)
        ),
        Column("all", "All", Kind.COUNT, over="Times submitted"),
    )
    table = Table(
        "attribution_types", "Kinds of attribution among the settings submitted.", columns,
        tuple(rows), "A setting can stand for several kinds, by rules in the study file.",
    )  # fmt: skip
    blocks: list[Block] = [Paragraph(_sentence(rows)), table]
    return Section("attribution_types", "Kinds of attribution", tuple(blocks))


def _sentence(rows: list[tuple[Value, ...]]) -> str:
    ranked = sorted(rows[:-1], key=lambda row: -int(row[-1] or 0))
    if not ranked[0][-1]:
        return "No setting that stands for one of the study's kinds of attribution was submitted."
    return (
        f"The kind of attribution submitted most often is “{ranked[0][0]}” "
        f"({times(int(ranked[0][-1] or 0), 'time')}); least often, “{ranked[-1][0]}” "
        f"({times(int(ranked[-1][-1] or 0), 'time')})."
    )


def _stands(material: Material, kind: AttributionType) -> Booleans:
    codes = material.choices.codes
    found = material.choices.submitted.copy()
    if kind.actions:
        found &= np.isin(codes["action"], [ACTIONS.index(each) for each in kind.actions])
    if kind.metrics:
        found &= np.isin(codes["metric"], [METRICS.index(each) for each in kind.metrics])
    if kind.numbers:
        found &= np.isin(codes["number"], [each - 1 for each in kind.numbers])
    return found


def _row(material: Material, kind: AttributionType, chosen: Booleans) -> tuple[Value, ...]:
    return (
        kind.title,
        ", ".join(ACTION_WORDS[each] for each in kind.actions or ()) or ANY,
        ", ".join(METRIC_WORDS[each] for each in kind.metrics or ()) or ANY,
        _numbers(kind.numbers) if kind.numbers else ANY,
        *_counts(material, chosen),
    )


def _counts(material: Material, chosen: Booleans) -> tuple[int, ...]:
    scenario = material.observations.trials.scenario[chosen]
    found = np.bincount(scenario, minlength=len(material.observations.scenarios)).tolist()
    return (*found, sum(found))


def _numbers(numbers: tuple[int, ...]) -> str:
    """1, 3–5 and so on."""
    runs: list[list[int]] = []
    for each in sorted(numbers):
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
