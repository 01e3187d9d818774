"""Which actions people named together with which hypotheses (paper, section 4.5.2)."""

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
from analysis.report.wording import counted

TITLE = "Hypotheses and the actions named with them"
COLUMNS = (
    ReportColumn("hypothesis", "Hypothesis"),
    ReportColumn("action", "Action"),
    ReportColumn("answers", "Answers", ColumnKind.COUNT),
)


def co_occurrence_section(part: CodebookPart) -> ReportSection | None:
    """None where the codebook has no hypotheses or no actions."""
    pairs = part.results.hypotheses_and_actions
    if not pairs.rows or not pairs.columns:
        return None
    rows = [row for row, counts in enumerate(pairs.counts) if any(counts)]
    if not rows:
        nowhere = "No answer holds a hypothesis and an action together."
        return ReportSection(part.key("together"), TITLE, (Paragraph(nowhere),))
    explanation = (
        f"Of {counted(pairs.answers, 'answer')} that hold any theme, these hold a hypothesis and "
        "an action together; an answer is all that one participant said in one scenario. A theme "
        "that is both counts in both."
    )
    blocks = (Paragraph(explanation), _figure(part, rows))
    return ReportSection(part.key("together"), TITLE, blocks)


def _figure(part: CodebookPart, rows: list[int]) -> ReportFigure:
    """The hypotheses in some rows with every action named with any of them."""
    pairs = part.results.hypotheses_and_actions
    columns = [
        column
        for column in range(len(pairs.columns))
        if any(counts[column] for counts in pairs.counts)
    ]
    names = {theme.key: theme.name for _area, theme in part.results.book.placed()}
    hypotheses = [names[pairs.rows[row]] for row in rows]
    actions = [names[pairs.columns[column]] for column in columns]
    counts = [[pairs.counts[row][column] for column in columns] for row in rows]
    named_together = tuple(
        (hypothesis, action, count)
        for hypothesis, of_hypothesis in zip(hypotheses, counts, strict=True)
        for action, count in zip(actions, of_hypothesis, strict=True)
        if count
    )
    key = part.key("hypotheses_actions")
    caption = part.caption("Answers that hold a hypothesis and an action together.")
    described = "; ".join(
        f"{hypothesis} with {action}: {count}" for hypothesis, action, count in named_together
    )
    note = "Pairs that no answer holds are not listed."
    return ReportFigure(
        key,
        caption,
        matrix(key, caption, described, hypotheses, actions, counts),
        ReportTable(f"{key}_numbers", caption, COLUMNS, named_together, note, grouped=1),
    )
