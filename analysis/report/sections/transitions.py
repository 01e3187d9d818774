"""What the same people chose first and second on one axis, and which levels changed."""

from collections.abc import Iterator

from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.paired_comparisons import PairedComparison
from analysis.report.wording import listed, with_minus_sign
from analysis.statistics.changes import level_changes
from core.rounding import decimals

WIDEST = 60
"""Letters of all levels together, up to which each has a column of its own."""

INTERVAL = "95% interval"
CHANGES = (
    ReportColumn("level", "Level"),
    ReportColumn("only_first", "first", ColumnKind.COUNT, over="Chosen only in the"),
    ReportColumn("only_second", "second", ColumnKind.COUNT, over="Chosen only in the"),
    ReportColumn("difference", "Difference", ColumnKind.SHARE),
    ReportColumn("low", "from", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("high", "to", ColumnKind.SHARE, over=INTERVAL),
    ReportColumn("pvalue", "p", ColumnKind.PVALUE),
    ReportColumn("holm", "p Holm", ColumnKind.PVALUE),
)


def axis_section(
    context: ReportContext, pair: PairedComparison, *, is_changed: bool
) -> ReportSection:
    """The transitions of an axis, and each level's change.

    Single levels are named where the test of the whole axis finds a change.
    """
    title = f"{context.choices.title(pair.axis)}: {pair.scenarios}"
    sentences = [*(_level_sentences(pair) if is_changed else ()), *_rank_sentences(pair)]
    blocks: list[Block] = [Paragraph(sentence) for sentence in sentences]
    blocks += [
        _transitions(f"transitions_{pair.key}", title, pair),
        _changes(f"changes_{pair.key}", title, pair),
    ]
    return ReportSection(f"same_people_{pair.key}", title, tuple(blocks))


def _level_sentences(pair: PairedComparison) -> Iterator[str]:
    changed = [
        level
        for level, change in zip(pair.levels, level_changes(pair.table), strict=True)
        if change.pvalue_holm is not None and change.pvalue_holm < ALPHA
    ]
    if changed:
        yield (
            f"Chosen more or less often in {pair.second}: {listed(changed)} (follow-up tests, "
            "exploratory, corrected by Holm)."
        )
    else:
        yield "No single level can be named that changed."


def _rank_sentences(pair: PairedComparison) -> Iterator[str]:
    rank = pair.rank
    if rank and rank.rank_biserial is not None and rank.interval is not None:
        low, at, high = (
            with_minus_sign(decimals(value, 2))
            for value in (rank.interval.low, rank.rank_biserial, rank.interval.high)
        )
        yield (
            f"From {pair.first} to {pair.second} {rank.higher:,} went up and {rank.lower:,} down; "
            f"the median difference is {_levels(rank.median_difference or 0.0)}, "
            f"the rank-biserial correlation {at} (95% interval {low} to {high})."
        )


def _levels(difference: float) -> str:
    return f"{with_minus_sign(f'{difference:g}')} {'level' if abs(difference) == 1 else 'levels'}"


def _transitions(key: str, title: str, pair: PairedComparison) -> ReportTable:
    """First choices by second ones; as a list where levels have names too long for columns."""
    caption = f"{title}: what people chose in both."
    if sum(map(len, pair.levels)) > WIDEST:
        listed_columns = (
            ReportColumn("first", pair.first),
            ReportColumn("second", pair.second),
            ReportColumn("people", "People", ColumnKind.COUNT),
        )
        listed_rows = tuple(
            (first, second, number)
            for first, row in zip(pair.levels, pair.table, strict=True)
            for second, number in zip(pair.levels, row, strict=True)
            if number
        )
        return ReportTable(key, caption, listed_columns, listed_rows, grouped=1)
    columns = (
        ReportColumn("first", pair.first),
        *(
            ReportColumn(f"second_{at}", level, ColumnKind.COUNT, over=pair.second)
            for at, level in enumerate(pair.levels, start=1)
        ),
    )
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (level, *row) for level, row in zip(pair.levels, pair.table, strict=True)
    )
    note = f"Rows: chosen in {pair.first}; columns: by the same people in {pair.second}."
    return ReportTable(key, caption, columns, rows, note)


def _changes(key: str, title: str, pair: PairedComparison) -> ReportTable:
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            level,
            change.only_first,
            change.only_second,
            change.difference,
            change.interval.low if change.interval else None,
            change.interval.high if change.interval else None,
            change.pvalue,
            change.pvalue_holm,
        )
        for level, change in zip(pair.levels, level_changes(pair.table), strict=True)
    )
    return ReportTable(
        key,
        f"{title}: which levels changed.",
        CHANGES,
        rows,
        f"Difference: the share in {pair.second} minus that in {pair.first}, of the same people, "
        "with the intervals of Bonett and Price for all levels together. p by McNemar’s exact "
        "test, to be read where the test of the whole axis finds a change. Exploratory; Holm’s "
        "correction is for the levels of this table. – : nobody changed from or to the level.",
    )
