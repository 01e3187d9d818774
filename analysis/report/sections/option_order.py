"""In which order options stood, and where in it the submitted ones were."""

from collections.abc import Iterator

import numpy as np

from analysis.report.context import Material
from analysis.report.document import Block, Paragraph, Section
from analysis.report.labels import AXES, times
from analysis.report.tables import Column, Kind, Table, Value
from core.arrays import Booleans

MOST_OPTIONS = 3
"""As many actions, or metrics, as there are."""

COLUMNS = (
    Column("scenario", "Scenario"),
    Column("order", "Order"),
    Column("axis", "Axis"),
    Column("options", "Options", Kind.COUNT),
    Column("n", "Trials", Kind.COUNT),
    Column("first", "First", Kind.COUNT, over="The one submitted stood"),
    Column("second", "Second", Kind.COUNT, over="The one submitted stood"),
    Column("third", "Third", Kind.COUNT, over="The one submitted stood"),
)


def option_order(material: Material) -> Section:
    submitted, drawn = material.choices.submitted, _drawn(material)
    if not submitted.any():
        told = "Nobody has submitted a setting, so the order of options had nothing to influence."
        return Section("option_order", "Order of options", (Paragraph(told),))
    table = Table(
        "option_order", "Where the submitted action and metric stood among the options.", COLUMNS,
        tuple(_rows(material)),
        "Every trial with a submission counts once. Numbers of training samples always stand in "
        "their own order. Trials given before orders were drawn and stored met the options as "
        "written.",
        grouped=2,
    )  # fmt: skip
    blocks: list[Block] = [Paragraph(_sentence(submitted, drawn)), table]
    return Section("option_order", "Order of options", tuple(blocks))


def _drawn(material: Material) -> Booleans:
    return np.asarray(material.observations.trials.random_order == 1)


def _sentence(submitted: Booleans, drawn: Booleans) -> str:
    number, all_of_them = int((submitted & drawn).sum()), int(submitted.sum())
    if number == all_of_them:
        return "Actions and metrics stood in an order drawn at random for each participant."
    if not number:
        return "Actions and metrics stood as the study file lists them, for everybody."
    return (
        f"In {number:,} of {times(all_of_them, 'trial')} with a submission, actions and metrics "
        "stood in an order drawn at random for the participant; elsewhere they stood as the study "
        "file lists them."
    )


def _rows(material: Material) -> Iterator[tuple[Value, ...]]:
    trials, drawn = material.observations.trials, _drawn(material)
    places = {"action": trials.action_place, "metric": trials.metric_place}
    for at, key in enumerate(material.observations.scenarios):
        for order, kept in (("Drawn at random", drawn), ("As written", ~drawn)):
            here = material.choices.in_scenario(at) & kept
            for axis in places if here.any() else ():
                options = len(material.choices.offered(key, axis))
                counts = np.bincount(places[axis][here], minlength=MOST_OPTIONS + 1)[1:].tolist()
                shown = [count if place < options else None for place, count in enumerate(counts)]
                name = material.choices.named(key)
                yield name, order, AXES[axis], options, int(here.sum()), *shown
