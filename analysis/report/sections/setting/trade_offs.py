"""Trade-offs met and chosen: settings that worsen the whole model, or what they are judged by."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.setting.families import (
    HOLM,
    PVALUE,
    STANDARD_ERROR,
    corrected,
    family_sentence,
    simulation_note,
)
from analysis.report.trade_off_measures import TradeOff, trade_offs
from analysis.report.wording import percent
from analysis.statistics.against_chance import AgainstChance, against_chance
from analysis.statistics.intervals import Interval, wilson
from core.arrays import Booleans

INTERVAL, TRIED, OFFERED = "95% interval", "Of those tried", "Of all offered"
COLUMNS = (
    ReportColumn("scenario", "Scenario"),
    ReportColumn("harm", "Settings that"),
    ReportColumn("n", "Submitted", ColumnKind.COUNT),
    ReportColumn("times", "did so", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("met", "met by", ColumnKind.SHARE, over=TRIED),
    ReportColumn("tried", "did so", ColumnKind.SHARE, over=TRIED),
    ReportColumn("offered", "did so", ColumnKind.SHARE, over=OFFERED),
    PVALUE,
    STANDARD_ERROR,
    HOLM,
)
PICKING = "picking among the settings that the same person tried, each as likely"


@dataclass(frozen=True)
class _Row:
    """A harm in a scenario: how often it was submitted, met and offered."""

    scenario: str
    harm: str
    met: float
    offered: float
    interval: Interval | None
    test: AgainstChance

    @property
    def share(self) -> float:
        return self.test.observed / self.test.n


def trade_offs_section(context: ReportContext) -> ReportSection | None:
    """None where no bundle that was shown knows what settings do to a model."""
    rows = [
        row
        for harm in trade_offs(context.observations, context.choices)
        for row in _rows(context, harm)
    ]
    if not rows:
        return None
    holm = corrected([row.test.pvalue for row in rows])
    sentence = family_sentence(
        "whether harmful settings were submitted as often as picking among those tried would give",
        [f"{row.harm}, {row.scenario}" for row in rows],
        holm,
        "Whether harmful settings were avoided could not be tested, as nobody met harmful and "
        "other settings.",
    )
    table = ReportTable(
        "trade_offs",
        "How often settings did harm: those submitted, those tried, and all offered (exploratory).",
        COLUMNS,
        tuple(_cells(row, pvalue) for row, pvalue in zip(rows, holm, strict=True)),
        "The accuracy is that of the whole model on all test samples, on average over its "
        "retrainings; a metric is worsened where it moves in the wrong direction for the error "
        "shown. Met by: people who tried at least one such setting. Of those tried and of all "
        "offered: the mean share of such settings, which is what picking at random would give. "
        f"Wilson's intervals. {simulation_note(context, PICKING)}",
        grouped=1,
    )
    paragraphs = (*(Paragraph(_described(row)) for row in rows), Paragraph(sentence))
    return ReportSection("trade_offs", "Trade-offs met and chosen", (*paragraphs, table))


def _rows(context: ReportContext, harm: TradeOff) -> Iterator[_Row]:
    for index, scenario in enumerate(context.observations.scenarios):
        here = context.choices.in_scenario(index) & harm.known
        if here.any():
            name = context.choices.scenario_name(context.choices.counted_as(scenario))
            yield _row(context, harm, here, name)


def _row(context: ReportContext, harm: TradeOff, here: Booleans, scenario: str) -> _Row:
    times, n = int(harm.submitted[here].sum()), int(here.sum())
    return _Row(
        scenario=scenario,
        harm=harm.name,
        met=float((harm.tried[here] > 0).mean()),
        offered=float(np.mean(harm.offered[here])),
        interval=wilson(times, n),
        test=against_chance(
            times, harm.tried[here], seed=context.seed, replicates=context.replicates
        ),
    )


def _described(row: _Row) -> str:
    return (
        f"{row.scenario}: {percent(row.share, 0)} of the settings submitted {row.harm}, of those "
        f"tried {percent(row.test.chance or 0, 0)}, of all offered {percent(row.offered, 0)}."
    )


def _cells(row: _Row, holm: float | None) -> tuple[CellValue, ...]:
    return (
        row.scenario,
        row.harm,
        row.test.n,
        row.test.observed,
        row.share,
        row.interval.low if row.interval else None,
        row.interval.high if row.interval else None,
        row.met,
        row.test.chance,
        row.offered,
        row.test.pvalue,
        row.test.standard_error,
        holm,
    )
