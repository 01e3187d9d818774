"""The step from codes to a design space (paper, section 4.3, table 2 and figure 3)."""

from analysis.figures.design_space import design_space
from analysis.report.document import (
    Block,
    Caution,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.wording import counted, listed
from analysis.statistics.themes.trace import TraceRecord

TITLE = "From codes to a design space"


def design_space_section(observed: InterviewObservations) -> ReportSection | None:
    """None where no design space was laid beside the codes yet."""
    traces = observed.traces
    if not traces:
        return None
    if len(traces) == 1:
        return ReportSection("design_space", TITLE, _blocks(traces[0], ""))
    sections = tuple(
        ReportSection(f"design_space_{number}", trace.title, _blocks(trace, f"_{number}"))
        for number, trace in enumerate(traces, start=1)
    )
    return ReportSection("design_space", TITLE, (), sections)


def _blocks(trace: TraceRecord, suffix: str) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(_introduction(trace))]
    blocks += [Paragraph(f"{axis.title}: {axis.why}") for axis in trace.axes if axis.why]
    blocks += [_codes_table(trace, suffix), _figure(trace, suffix)]
    if without := trace.without_codes:
        levels = listed(f"“{level.title}” ({axis.title})" for axis, level in without)
        blocks.append(Caution(f"No code leads to {levels}."))
    if trace.uncited:
        names = listed(f"“{name}”" for name in trace.uncited)
        blocks.append(Paragraph(f"No level cites {names}."))
    return tuple(blocks)


def _introduction(trace: TraceRecord) -> str:
    levels = sum(len(axis.levels) for axis in trace.axes)
    return (
        f"“{trace.title}” has {_axes(len(trace.axes))} with "
        f"{counted(levels, 'level')}, laid beside {counted(len(trace.codes), 'code')} of "
        f"“{trace.codebook}”. The number of a code says from which levels it is cited."
    )


def _codes_table(trace: TraceRecord, suffix: str) -> ReportTable:
    rows = tuple(
        (
            code.label,
            " & ".join(code.themes) or None,
            f"{code.name} (no longer in the codebook)" if code.is_retired else code.name,
            code.description or None,
            ", ".join(code.participants) or None,
            code.quotes,
        )
        for code in trace.codes
    )
    themes = "; ".join(f"{theme.letter}: {theme.name}" for theme in trace.themes)
    return ReportTable(
        f"design_space_codes{suffix}",
        "The codes that the design space comes from.",
        (
            ReportColumn("id", "ID"),
            ReportColumn("themes", "Theme"),
            ReportColumn("code", "Code"),
            ReportColumn("description", "Description"),
            ReportColumn("who", "Participants"),
            ReportColumn("quotes", "Passages", ColumnKind.COUNT),
        ),
        rows,
        f"{themes}." if themes else "",
    )


def _figure(trace: TraceRecord, suffix: str) -> ReportFigure:
    key = f"design_space_figure{suffix}"
    caption = "The design space, each level with the codes that it came from."
    return ReportFigure(key, caption, design_space(key, caption, trace), _levels(trace, suffix))


def _levels(trace: TraceRecord, suffix: str) -> ReportTable:
    rows: list[tuple[str | None, ...]] = []
    for axis in trace.axes:
        for level in axis.levels:
            cited = list(trace.cited_by(level))
            rows.append(
                (
                    axis.title,
                    level.title,
                    ", ".join(level.labels) or None,
                    " ".join(
                        f"{code.label}: {citation.sentence}"
                        for code, citation in cited
                        if citation.sentence
                    )
                    or None,
                    level.why or None,
                )
            )
    return ReportTable(
        f"design_space_levels{suffix}",
        "The levels of each axis, with the codes that led to them.",
        (
            ReportColumn("axis", "Axis"),
            ReportColumn("level", "Level"),
            ReportColumn("codes", "Codes"),
            ReportColumn("how", "How they lead to it"),
            ReportColumn("why", "Why it is a level"),
        ),
        tuple(rows),
        grouped=1,
    )


def _axes(number: int) -> str:
    return "1 axis" if number == 1 else f"{number} axes"
