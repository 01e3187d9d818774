"""The reports on interviews and on the survey that came from them, as one document."""

from collections.abc import Iterable
from dataclasses import replace

from analysis.report.document import (
    Block,
    Report,
    ReportFigure,
    ReportSection,
    ReportTable,
)

FIRST, SECOND = "First stage", "Second stage"
TRACE = "design_space"
"""The section that leads from the one to the other."""


def two_stages(interviews: Report, survey: Report) -> Report:
    """The interviews, the step to the design space, and then the survey.

    Keys of the interviews begin with first_, so that no two of the document are the same.
    """
    trace = [section for section in interviews.sections if section.key == TRACE]
    others = [section for section in interviews.sections if section.key != TRACE]
    return replace(
        survey,
        subtitle=f"{interviews.subtitle}. {survey.subtitle}",
        summary=(
            _introduced(FIRST, "first_summary", map(_part_keyed, interviews.summary)),
            _introduced(SECOND, "second_summary", survey.summary),
        ),
        sections=(
            *(_titled(FIRST, _keyed(section)) for section in others),
            *(_keyed(section) for section in trace),
            *(_titled(SECOND, section) for section in survey.sections),
        ),
        provenance=replace(survey.provenance, first_stage=interviews.provenance),
    )


def _introduced(stage: str, key: str, summary: Iterable[Block | ReportSection]) -> ReportSection:
    """The first page of a stage; its own sections come after everything else of it."""
    parts = tuple(summary)
    return ReportSection(
        key,
        stage,
        tuple(part for part in parts if not isinstance(part, ReportSection)),
        tuple(part for part in parts if isinstance(part, ReportSection)),
    )


def _titled(stage: str, section: ReportSection) -> ReportSection:
    """The section with its stage in the title, and in those of its parts in the appendix."""
    inner = (_titled(stage, part) if part.in_appendix else part for part in section.sections)
    return replace(section, title=f"{stage}: {section.title}", sections=tuple(inner))


def _part_keyed(part: Block | ReportSection) -> Block | ReportSection:
    return _keyed(part) if isinstance(part, ReportSection) else _block(part)


def _keyed(section: ReportSection) -> ReportSection:
    return replace(
        section,
        key=f"first_{section.key}",
        blocks=tuple(map(_block, section.blocks)),
        sections=tuple(map(_keyed, section.sections)),
    )


def _block(block: Block) -> Block:
    match block:
        case ReportTable():
            return replace(block, key=f"first_{block.key}")
        case ReportFigure():
            key = f"first_{block.key}"
            # The ids of a drawing begin with its key, and are names within the whole page.
            svg = block.svg.replace(f'"{block.key}-title', f'"{key}-title')
            svg = svg.replace(f'{block.key}-description"', f'{key}-description"')
            table = replace(block.table, key=f"first_{block.table.key}")
            return replace(block, key=key, svg=svg, table=table)
    return block
