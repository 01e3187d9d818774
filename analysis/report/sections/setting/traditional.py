"""The study's own single settings, such as the traditional one: how often, and than by chance.

They are the kinds of attribution in the study file that stand for one setting alone. In the
founding study that is removal, loss and one sample, the traditional notion of attribution.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import stats

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
    corrected,
    family_sentence,
)
from analysis.report.sections.setting.submitted import (
    Place,
    axes_of,
    places,
    share_if_even,
    share_of,
    stands_for,
)
from analysis.report.wording import equals, percent
from analysis.statistics.joint_choice import JointChoice, joint_choice
from analysis.statistics.shares_by_person import ShareByPerson
from survey.design.attribution_types import AttributionType

EVEN, INDEPENDENT, INTERVAL = "All settings alike", "Independent axes", "95% interval"
COLUMNS = (
    ReportColumn("kind", "Setting"),
    ReportColumn("scenario", "Scenario"),
    ReportColumn("n", "n", ColumnKind.COUNT),
    ReportColumn("count", "Times", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("even", "share", ColumnKind.SHARE, over=EVEN),
    ReportColumn("even_pvalue", "p", ColumnKind.PVALUE, over=EVEN),
    ReportColumn("even_holm", "p Holm", ColumnKind.PVALUE, over=EVEN),
    ReportColumn("independent", "share", ColumnKind.SHARE, over=INDEPENDENT),
    ReportColumn("independent_pvalue", "p", ColumnKind.PVALUE, over=INDEPENDENT),
    ReportColumn("independent_holm", "p Holm", ColumnKind.PVALUE, over=INDEPENDENT),
)


@dataclass(frozen=True)
class _Row:
    """A setting in a place; pooled ones are described and not tested."""

    kind: AttributionType
    place: Place
    share: ShareByPerson
    even: float
    even_pvalue: float | None
    joint: JointChoice | None

    @property
    def name(self) -> str:
        return f"“{self.kind.title}”, {self.place.name}"


def single_settings(context: ReportContext) -> tuple[AttributionType, ...]:
    """The kinds of attribution that stand for one setting alone wherever it can be submitted."""
    kinds = context.observations.versions[0].definition.attribution_types
    axes = context.choices.axes
    return tuple(
        kind for kind in kinds if axes and all(len(kind.levels.get(a.key, ())) == 1 for a in axes)
    )


def traditional_section(context: ReportContext) -> ReportSection | None:
    """None where no kind of attribution stands for one setting."""
    rows = [row for kind in single_settings(context) for row in _rows(context, kind)]
    if not rows:
        return None
    holm = corrected([p for row in rows for p in (row.even_pvalue, _joint_pvalue(row))])
    pairs = list(zip(holm[::2], holm[1::2], strict=True))
    names = [
        f"{row.name}, against {chance}"
        for row in rows
        for chance in ("settings all alike", "independent axes")
    ]
    sentence = family_sentence(
        "the settings that the study names",
        names,
        holm,
        "No setting that the study names could be tested, as nothing was submitted.",
    )
    table = ReportTable(
        "traditional",
        "Settings that the study names, beside what chance would give (exploratory).",
        COLUMNS,
        tuple(_cells(row, *pair) for row, pair in zip(rows, pairs, strict=True)),
        _note(context, rows),
        grouped=1,
    )
    described = (_described(row) for row in rows if row.share.n)
    paragraphs = (*map(Paragraph, described), Paragraph(sentence))
    return ReportSection("traditional", "Settings that the study names", (*paragraphs, table))


def _rows(context: ReportContext, kind: AttributionType) -> Iterator[_Row]:
    for place in places(context):
        even = share_if_even(context, place, kind)
        if not even:
            continue
        share = share_of(context, place, stands_for(context, kind))
        if place.is_pooled or not share.n:
            yield _Row(kind, place, share, even, None, None)
            continue
        tested = float(stats.binomtest(share.times, share.n, even).pvalue)
        yield _Row(kind, place, share, even, tested, _joint(context, place, kind))


def _joint(context: ReportContext, place: Place, kind: AttributionType) -> JointChoice | None:
    """None where a scenario leaves only one axis to choose on."""
    axes = axes_of(context, place)
    if len(axes) < 2:
        return None
    chosen = [
        context.choices.codes[axis.key][place.trials] == axis.positions[kind.levels[axis.key][0]]
        for axis in axes
    ]
    return joint_choice(
        int(place.trials.sum()),
        [int(some.sum()) for some in chosen],
        int(np.logical_and.reduce(chosen).sum()),
        seed=context.seed,
        replicates=context.replicates,
    )


def _joint_pvalue(row: _Row) -> float | None:
    return row.joint.pvalue if row.joint else None


def _cells(row: _Row, even_holm: float | None, joint_holm: float | None) -> tuple[CellValue, ...]:
    share, joint = row.share, row.joint
    return (
        row.kind.title,
        row.place.name,
        share.n,
        share.times,
        share.share,
        share.interval.low if share.interval else None,
        share.interval.high if share.interval else None,
        row.even,
        row.even_pvalue,
        even_holm,
        joint.expected / joint.n if joint and joint.expected is not None else None,
        _joint_pvalue(row),
        joint_holm,
    )


def _described(row: _Row) -> str:
    share = row.share
    interval = ""
    if share.interval:
        low, high = percent(share.interval.low, 0), percent(share.interval.high, 0)
        interval = f" (95% interval {low} to {high})"
    return (
        f"{row.place.name}: “{row.kind.title}” was submitted {share.times:,} of {share.n:,} times, "
        f"{percent(share.share or 0, 1)}{interval}; if all settings were alike, it would be "
        f"{percent(row.even)}."
    )


def _note(context: ReportContext, rows: list[_Row]) -> str:
    note = (
        "Exploratory. All settings alike: exact binomial test. Independent axes: exact test of "
        "how often these levels come together, given how often each was submitted. Holm's "
        "correction is for both tests of all rows. Over several scenarios there is no test, as "
        "one person's submissions are not independent; that interval is by person."
    )
    if any(row.joint and row.joint.standard_error is not None for row in rows):
        return (
            f"{note} With more than 2,000 submissions the latter is simulated, "
            f"{context.replicates:,} replicates, {equals('seed', str(context.seed))}."
        )
    return note
