"""Which themes of one type people named with those of another (paper, section 4.5.2)."""

from dataclasses import dataclass

from analysis.figures.matrix import matrix
from analysis.report.document import (
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.wording import capitalised, counted
from analysis.statistics.themes.co_occurrence import CoOccurrence


@dataclass(frozen=True)
class _Crossed:
    """The counts, and the names of the two types."""

    pairs: CoOccurrence
    rows: str
    columns: str

    @property
    def title(self) -> str:
        return f"{capitalised(self.rows)} by {self.columns}"

    @property
    def together(self) -> str:
        return f"a theme of the type “{self.rows}” and one of the type “{self.columns}”"


def co_occurrence_section(part: CodebookPart) -> ReportSection | None:
    """None where the codebook crosses no types, or has no themes of one of them."""
    book, pairs = part.results.book, part.results.crossed
    if book.crossed is None or pairs is None or not pairs.rows or not pairs.columns:
        return None
    crossed = _Crossed(pairs, *map(book.type_name, book.crossed))
    rows = [row for row, counts in enumerate(pairs.counts) if any(counts)]
    if not rows:
        nowhere = f"No answer holds {crossed.together}."
        return ReportSection(part.key("together"), crossed.title, (Paragraph(nowhere),))
    explanation = (
        f"Of {counted(pairs.answers, 'answer')} that hold any theme, these hold "
        f"{crossed.together}; an answer is all that one participant said in one scenario. A theme "
        "that is of both types counts in both."
    )
    blocks = (Paragraph(explanation), _figure(part, crossed, rows))
    return ReportSection(part.key("together"), crossed.title, blocks)


def _figure(part: CodebookPart, crossed: _Crossed, rows: list[int]) -> ReportFigure:
    """The themes in some rows with every theme of the other type named with any of them."""
    pairs = crossed.pairs
    columns = [
        column
        for column in range(len(pairs.columns))
        if any(counts[column] for counts in pairs.counts)
    ]
    names = {theme.key: theme.name for _area, theme in part.results.book.placed()}
    of_rows = [names[pairs.rows[row]] for row in rows]
    of_columns = [names[pairs.columns[column]] for column in columns]
    counts = [[pairs.counts[row][column] for column in columns] for row in rows]
    named_together = tuple(
        (one, other, count)
        for one, of_one in zip(of_rows, counts, strict=True)
        for other, count in zip(of_columns, of_one, strict=True)
        if count
    )
    key = part.key("crossed_types")
    caption = part.caption(f"Answers that hold {crossed.together}.")
    described = "; ".join(f"{one} with {other}: {count}" for one, other, count in named_together)
    headers = (
        ReportColumn("row", capitalised(crossed.rows)),
        ReportColumn("column", capitalised(crossed.columns)),
        ReportColumn("answers", "Answers", ColumnKind.COUNT),
    )
    note = "Pairs that no answer holds are not listed."
    return ReportFigure(
        key,
        caption,
        matrix(key, caption, described, of_rows, of_columns, counts),
        ReportTable(f"{key}_numbers", caption, headers, named_together, note, grouped=1),
    )
