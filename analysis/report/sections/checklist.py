"""Where each item of two checklists for reports stands: CHERRIES and JARS."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.report.checklists import in_sections, in_study_file, titles_by_key
from analysis.report.context import ReportContext
from analysis.report.document import (
    CellValue,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.checklist_items import CHERRIES, JARS, SurveyItem
from analysis.report.wording import counted
from survey.design.definition import SurveyDefinition

FOR_THE_PAPER = "not in this report: say it in the paper"
COLUMNS = (
    ReportColumn("domain", "Domain"),
    ReportColumn("number", "Item"),
    ReportColumn("name", "What is to be reported"),
    ReportColumn("where", "Where it stands"),
    ReportColumn("settled", "What always holds"),
)


def checklist_section(context: ReportContext, sections: Iterable[ReportSection]) -> ReportSection:
    """`sections` are those of the report, to which items point by their titles."""
    titles = titles_by_key(sections)
    study = context.observations.versions[0].definition
    tables = (
        ReportTable(
            "cherries",
            "CHERRIES, for surveys on the web (Eysenbach, 2004).",
            COLUMNS,
            tuple(_rows(CHERRIES, titles, study)),
            grouped=1,
        ),
        ReportTable(
            "jars",
            "JARS, the items for a survey with one sample (American Psychological Association, "
            "2018).",
            COLUMNS,
            tuple(_rows(JARS, titles, study)),
            "The numbers are ours.",
            grouped=1,
        ),
    )
    open_items = sum(row[3] == FOR_THE_PAPER for table in tables for row in table.rows)
    explanation = (
        "Checklists name what reviewers look for: CHERRIES in surveys on the web, the Journal "
        "Article Reporting Standards (JARS) in quantitative and mixed research. The tables say "
        "where each item stands in this report and in the newest study file; "
        f"{counted(open_items, 'item')} {'is' if open_items == 1 else 'are'} for the paper to "
        "say. Whether a place says enough is for you to judge."
    )
    return ReportSection(
        "checklists",
        "Checklists for reports of surveys",
        (Paragraph(explanation), *tables),
        in_appendix=True,
    )


def _rows(
    items: Sequence[SurveyItem], titles: Mapping[str, str], study: SurveyDefinition
) -> Iterator[tuple[CellValue, ...]]:
    for number, item in enumerate(items, start=1):
        places = (
            in_sections(item.sections, titles),
            in_study_file(*(key for key in item.keys if _says(study, key))),
        )
        where = "; ".join(filter(None, places)) or (None if item.settled else FOR_THE_PAPER)
        yield item.domain, str(number), item.name, where, item.settled or None


def _says(study: SurveyDefinition, key: str) -> bool:
    """Whether a study file says something under a key."""
    value: object = getattr(study, key)
    return value not in (None, (), "")
