"""The marks of a report on simulated participants."""

from dataclasses import replace
from typing import TypeVar

from analysis.figures.svg import watermarked
from analysis.report.document import Block, ReportFigure, ReportSection

WATERMARK = "Simulated participants: no person gave these answers"

Part = TypeVar("Part", bound=Block | ReportSection)


def marked_as_simulated(part: Part) -> Part:
    """The section or block with a mark in every figure, as figures are also copied one by one."""
    if isinstance(part, ReportFigure):
        return replace(part, svg=watermarked(part.svg, WATERMARK))
    if not isinstance(part, ReportSection):
        return part
    return replace(
        part,
        blocks=tuple(map(marked_as_simulated, part.blocks)),
        sections=tuple(map(marked_as_simulated, part.sections)),
    )
