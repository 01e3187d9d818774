"""What a report says: its sentences, its tables and their columns."""

from analysis.records.observations import StudyObservations
from analysis.report.build import Builder, build_report
from analysis.report.document import (
    Caution,
    Paragraph,
    Report,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.writers import written
from analysis.report.writers.files import Files
from analysis.report.writers.latex import latex_texts

TEXT_FORMATS = ("html", "csv", "json")


def text_files(report: Report) -> Files:
    """The files that hold words, without pictures and pages that take long to draw."""
    return written(report, TEXT_FORMATS) | latex_texts(report)


def report_of(observations: StudyObservations, *sections: Builder) -> Report:
    """A report with some sections only, which takes less time than all of them."""
    return build_report(observations, sections=sections)


def sentences(report: Report) -> str:
    blocks = (block for block in report.walk() if isinstance(block, Paragraph | Caution))
    return " ".join(block.text for block in blocks)


def cautions(section: ReportSection) -> list[str]:
    """The cautions of a section itself, without those of the sections within it."""
    return [block.text for block in section.blocks if isinstance(block, Caution)]


def section(report: Report, key: str) -> ReportSection:
    return next(part for part in report.sections if part.key == key)


def table(report: Report, key: str) -> ReportTable:
    return next(part for part in report.tables() if part.key == key)


def figures(report: Report) -> list[ReportFigure]:
    """The figures of its sections, without the flow of participants on the first page."""
    return [figure for figure in report.figures() if figure.key != "flow"]


def column(report: Report, key: str, name: str) -> list[object]:
    whole = table(report, key)
    index = [part.key for part in whole.columns].index(name)
    return [row[index] for row in whole.rows]
