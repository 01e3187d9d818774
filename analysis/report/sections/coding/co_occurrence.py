"""Which actions people named with which hypotheses (paper, section 4.5.2)."""

from analysis.figures.matrix import matrix
from analysis.report.document import Figure, Paragraph, Section
from analysis.report.labels import times
from analysis.report.sections.coding.books import Coded
from analysis.report.tables import Column, Kind, Table

TITLE = "Hypotheses and the actions named with them"
COLUMNS = (
    Column("hypothesis", "Hypothesis"),
    Column("action", "Action"),
    Column("answers", "Answers", Kind.COUNT),
)


def together(coded: Coded) -> Section | None:
    """None where the codebook has no hypotheses or no actions."""
    pair = coded.results.hypotheses_and_actions
    if not pair.rows or not pair.columns:
        return None
    rows = [at for at, counts in enumerate(pair.counts) if any(counts)]
    columns = [
        at for at in range(len(pair.columns)) if any(counts[at] for counts in pair.counts)
    ]  # fmt: skip
    told = (
        f"Of {times(pair.answers, 'answer')} that hold any theme, these hold a hypothesis and an "
        "action together; an answer is all that one participant said in one scenario. A theme "
        "that is both counts in both."
    )
    if not rows:
        told = "No answer holds a hypothesis and an action together."
        return Section(coded.key("together"), TITLE, (Paragraph(told),))
    names = {theme.key: theme.name for _area, theme in coded.results.book.placed()}
    counts = [[pair.counts[row][column] for column in columns] for row in rows]
    hypotheses = [names[pair.rows[each]] for each in rows]
    actions = [names[pair.columns[each]] for each in columns]
    found = tuple(
        (hypothesis, action, count)
        for hypothesis, here in zip(hypotheses, counts, strict=True)
        for action, count in zip(actions, here, strict=True)
        if count
    )
    caption = coded.caption("Answers that hold a hypothesis and an action together.")
    key = coded.key("hypotheses_actions")
    described = "; ".join(f"{row} with {column}: {count}" for row, column, count in found)
    svg = matrix(key, caption, described, hypotheses, actions, counts)
    note = "Pairs that no answer holds are not listed."
    table = Table(f"{key}_numbers", caption, COLUMNS, found, note, grouped=1)
    figure = Figure(key, caption, svg, table)
    return Section(coded.key("together"), TITLE, (Paragraph(told), figure))
