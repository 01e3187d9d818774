"""Themes laid against participants, and against every attribute that has choices."""

from collections.abc import Iterator

from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportTable,
)
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.interviews.theme_holders import Holders, marked_name
from analysis.report.sections.coding.codebook_parts import CodebookPart

HOLDS = "●"
MOST_COLUMNS = 30
"""Participants in the columns of a table; with more it could not be read."""


def across_tables(
    observed: InterviewObservations, part: CodebookPart, held: Holders
) -> Iterator[Block]:
    """Theme by participant, then theme by each attribute with choices."""
    if len(part.results.cases) <= MOST_COLUMNS:
        yield _by_participant(observed, part, held)
    else:
        yield Paragraph(
            f"A table of themes by participants would have {len(part.results.cases):,} columns. "
            "It can be made from the table of codes in the exported data."
        )
    for key, attribute in observed.attributes.items():
        if attribute.type == "choice":
            yield _by_attribute(observed, part, held, key)


def _by_participant(
    observed: InterviewObservations, part: CodebookPart, held: Holders
) -> ReportTable:
    coded = set(part.results.cases)
    labels = [person.label for person in observed.people if person.label in coded]
    book = part.results.book
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            marked_name(book, theme),
            *(HOLDS if label in held.get(theme.key, ()) else "" for label in labels),
            len(held.get(theme.key, ())),
        )
        for _area, theme in book.placed()
    )
    return ReportTable(
        part.key("themes_by_participant"),
        part.caption("Themes by participant."),
        (
            ReportColumn("theme", "Theme"),
            *(ReportColumn(f"by_{label}", label) for label in labels),
            ReportColumn("people", "Held by", ColumnKind.COUNT),
        ),
        rows,
        f"{HOLDS} stands where the theme, or a code beneath it, was coded in what somebody said.",
    )


def _by_attribute(
    observed: InterviewObservations, part: CodebookPart, held: Holders, key: str
) -> ReportTable:
    attribute = observed.attributes[key]
    coded = frozenset(part.results.cases)
    having = {
        option: observed.having(key, words) & coded for option, words in attribute.options.items()
    }
    known = frozenset[str]().union(*having.values())
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            marked_name(part.results.book, theme),
            *(len(people.intersection(held.get(theme.key, ()))) for people in having.values()),
        )
        for _area, theme in part.results.book.placed()
    )
    unknown = len(coded - known)
    return ReportTable(
        part.key(f"themes_by_{key}"),
        part.caption(f"Themes by {attribute.title.lower()}, in participants."),
        (
            ReportColumn("theme", "Theme"),
            *(
                ReportColumn(
                    f"option_{option}",
                    f"{attribute.options[option]} (of {len(people)})",
                    ColumnKind.COUNT,
                    over=attribute.title,
                )
                for option, people in having.items()
            ),
        ),
        rows,
        f"For {unknown} of those coded it is not recorded." if unknown else "",
    )
