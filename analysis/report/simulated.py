"""The marks of a report on simulated participants."""

from dataclasses import replace

from analysis.figures.svg import watermarked
from analysis.report.document import Block, ReportFigure, ReportSection

WATERMARK = "Simulated participants: no person gave these answers"


def marked_as_simulated(section: ReportSection) -> ReportSection:
    """The section with a mark in every figure, as figures are also copied one by one."""

    def marked(block: Block) -> Block:
        if not isinstance(block, ReportFigure):
            return block
        return replace(block, svg=watermarked(block.svg, "SIMULATED"))

    return replace(
        section,
        blocks=tuple(marked(block) for block in section.blocks),
        sections=tuple(marked_as_simulated(inner) for inner in section.sections),
    )
