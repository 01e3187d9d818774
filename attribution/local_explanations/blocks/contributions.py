"""The largest contributions to an answer, and how all of them add up to it."""

from collections.abc import Sequence

from attribution.effects.bundle import ModelError
from attribution.local_explanations.blocks.wording import (
    Blocks,
    cells_of,
    if_fewer,
    the,
    with_unit,
)
from attribution.local_explanations.contributions import Contributions
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.panels.blocks import Bar, Bars, Column, Markdown, Table
from attribution.scales import SHARE, Scale
from core.rounding import rounded

LOG_ODDS = Scale(decimals=2)

INTRODUCTION = (
    "**What each value contributes.** The model's answer to this application differs from its "
    "average answer to the applications that it learned from. A bar says how much of this "
    "difference one value makes: above zero towards *{second}*, below zero towards *{first}*."
)


def contribution_blocks(model: ExplainedModel, error: ModelError, number: int) -> Blocks:
    first, second = model.dataset.class_names
    contributions = model.contributions(error)
    shown = contributions.largest_first[:number]
    cells = cells_of(error.display)
    return (
        Markdown(text=INTRODUCTION.format(first=first, second=second)),
        *if_fewer(number, len(shown), "contribution"),
        Bars(
            caption=the(len(shown), "largest contribution"),
            unit=f"log odds of {second}",
            rows=tuple(
                Bar(
                    label=f"{feature.label}: {with_unit(feature, cells[at])}",
                    value=rounded(float(contributions.features[at])),
                    text=LOG_ODDS.change(contributions.features[at]),
                )
                for at in shown
                for feature in (model.dataset.features[at],)
            ),
        ),
        _sum(model, error, contributions, shown),
    )


def _sum(
    model: ExplainedModel, error: ModelError, contributions: Contributions, shown: Sequence[int]
) -> Table:
    second = model.dataset.class_names[1]
    above = float(contributions.features[list(shown)].sum())
    rest = len(contributions.features) - len(shown)
    answer = SHARE.value(model.probabilities(error)[1])
    parts = [
        ("Average answer", contributions.average),
        (f"{the(len(shown), 'contribution')} above", above),
    ]
    if rest:
        others = contributions.logit - contributions.average - above
        parts.append((f"{the(rest, 'other contribution')}, which are not shown", others))
    parts.append((f"Answer to this application (a probability of {answer})", contributions.logit))
    return Table(
        caption="How the contributions add up to the answer",
        columns=(Column(label="Part"), Column(label=f"Log odds of {second}", numeric=True)),
        rows=tuple((label, LOG_ODDS.change(value)) for label, value in parts),
    )
