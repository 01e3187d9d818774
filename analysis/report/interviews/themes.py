"""What people said: the map, themes by area, and each theme with its words (appendix B's kind)."""

from collections.abc import Iterator

from analysis.figures.theme_map import theme_map
from analysis.report.document import (
    Block,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.by_people import across_tables
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.interviews.quotes import quotes_table
from analysis.report.interviews.saturation import ruled_saturation_section
from analysis.report.interviews.theme_holders import (
    Holders,
    holders,
    marked_name,
    notes_on_marks,
)
from analysis.report.sections.coding.co_occurrence import co_occurrence_section
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from analysis.report.wording import counted, people
from analysis.statistics.themes.codebook import AreaContent, ThemeContent
from analysis.statistics.themes.occurrences import ThemeFrequency

TITLE, OUTSIDE = "Themes", "Outside of the areas"

THEME = (ReportColumn("area", "Theme area"), ReportColumn("theme", "Theme"))
HELD = (
    ReportColumn("people", "Participants", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
)


def interview_themes_section(observed: InterviewObservations) -> ReportSection | None:
    """None as long as no round is closed: until then there is no consensus."""
    results = (results for results in observed.codes if results.cases)
    return by_codebook("themes", TITLE, results, lambda part: _section(observed, part))


def _section(observed: InterviewObservations, part: CodebookPart) -> ReportSection:
    held = holders(part.results, [person.label for person in observed.people])
    blocks: list[Block] = [Paragraph(_introduction(part)), _map(part)]
    blocks.append(_themes_table(observed, part, held))
    inner = (
        *_areas(part, held),
        ReportSection(
            part.key("themes_across"),
            "Who holds which theme",
            tuple(across_tables(observed, part, held)),
        ),
        co_occurrence_section(part),
        ruled_saturation_section(observed, part),
    )
    sections = tuple(section for section in inner if section)
    return ReportSection(part.key("themes"), part.heading(TITLE), tuple(blocks), sections)


def _introduction(part: CodebookPart) -> str:
    results = part.results
    held = sum(1 for theme in results.themes if theme.cases)
    return (
        f"This is the consensus of {counted(results.rounds, 'closed round')} over the interviews "
        f"of {people(len(results.cases))}, with “{results.book.title}”, version "
        f"{results.version}: {counted(len(results.themes), 'theme')} in "
        f"{counted(len(results.book.areas), 'area')}, of which {held} "
        f"{'is' if held == 1 else 'are'} held by somebody. Whoever holds a code holds its theme, "
        "and everybody counts once for a theme. Counts say who spoke of something, and not how "
        "many people at large would."
    )


def _map(part: CodebookPart) -> ReportFigure:
    results = part.results
    key = part.key("theme_map")
    caption = part.caption("Map of the themes, larger the more participants hold them.")
    cases = {theme.theme.key: theme.cases for theme in results.themes}
    svg = theme_map(key, caption, results.book, cases, of=len(results.cases))
    rows = tuple((*_named(part, theme), theme.cases, theme.share) for theme in results.themes)
    note = notes_on_marks(results.book)
    table = ReportTable(f"{key}_numbers", caption, (*THEME, *HELD), rows, note, grouped=1)
    return ReportFigure(key, caption, svg, table)


def _themes_table(
    observed: InterviewObservations, part: CodebookPart, held: Holders
) -> ReportTable:
    """Every theme by participants and by group, where the study names groups."""
    definition = observed.definition
    coded = frozenset(part.results.cases)
    groups = (
        {
            option: observed.having(definition.groups, title) & coded
            for option, title in definition.attributes[definition.groups].options.items()
        }
        if definition.groups
        else {}
    )
    titles = definition.attributes[definition.groups].options if definition.groups else {}
    rows = tuple(
        (
            *_named(part, theme),
            theme.cases,
            theme.share,
            *(
                len(members.intersection(held.get(theme.theme.key, ())))
                for members in groups.values()
            ),
            theme.segments,
        )
        for theme in part.results.themes
    )
    by_group = (
        ReportColumn(
            f"group_{option}",
            f"{titles[option]} (of {len(members)})",
            ColumnKind.COUNT,
            over="Participants, by group",
        )
        for option, members in groups.items()
    )
    return ReportTable(
        part.key("theme_counts"),
        part.caption("Themes by area, with the participants of each group."),
        (*THEME, *HELD, *by_group, ReportColumn("segments", "Segments", ColumnKind.COUNT)),
        rows,
        notes_on_marks(part.results.book),
        grouped=1,
    )


def _named(part: CodebookPart, theme: ThemeFrequency) -> tuple[str, str]:
    area = theme.area.name if theme.area else OUTSIDE
    return area, marked_name(part.results.book, theme.theme)


def _areas(part: CodebookPart, held: Holders) -> Iterator[ReportSection]:
    """A section for each area: its themes, their codes, and what people said."""
    book = part.results.book
    for area in book.areas:
        if themes := book.themes_in(area):
            yield _area(part, held, area, themes)
    if book.themes:
        yield _area(part, held, None, book.themes)


def _area(
    part: CodebookPart,
    held: Holders,
    area: AreaContent | None,
    themes: tuple[ThemeContent, ...],
) -> ReportSection:
    key = part.key(f"area_{area.key}" if area else "area_outside")
    name = " › ".join(part.results.book.path(area)) if area else OUTSIDE
    description = (Paragraph(area.description),) if area and area.description else ()
    tables = (
        _descriptions(part, held, key, name, themes),
        _codes(part, held, key, name, themes),
        quotes_table(part, key, name, themes),
    )
    blocks: tuple[Block, ...] = (*description, *(table for table in tables if table.rows))
    return ReportSection(key, name, blocks)


def _descriptions(
    part: CodebookPart, held: Holders, key: str, name: str, themes: tuple[ThemeContent, ...]
) -> ReportTable:
    book = part.results.book
    rows = tuple(
        (
            marked_name(book, theme),
            theme.definition,
            len(held.get(theme.key, ())),
            ", ".join(held.get(theme.key, ())) or None,
        )
        for theme in themes
    )
    columns = (
        ReportColumn("theme", "Theme"),
        ReportColumn("description", "Description"),
        ReportColumn("people", "Held by", ColumnKind.COUNT),
        ReportColumn("who", "Participants"),
    )
    caption = part.caption(f"{name}: the themes, and who holds them.")
    return ReportTable(f"{key}_themes", caption, columns, rows)


def _codes(
    part: CodebookPart, held: Holders, key: str, name: str, themes: tuple[ThemeContent, ...]
) -> ReportTable:
    rows = tuple(
        (
            theme.name,
            code.name,
            code.definition,
            len(held.get(code.key, ())),
            ", ".join(held.get(code.key, ())) or None,
        )
        for theme in themes
        for code in part.results.book.codes_beneath(theme)
    )
    columns = (
        ReportColumn("theme", "Theme"),
        ReportColumn("code", "Code"),
        ReportColumn("description", "Description"),
        ReportColumn("people", "Held by", ColumnKind.COUNT),
        ReportColumn("who", "Participants"),
    )
    caption = part.caption(f"{name}: the codes beneath the themes.")
    note = "A code that stands under several themes is listed beneath each."
    return ReportTable(f"{key}_codes", caption, columns, rows, note, grouped=1)
