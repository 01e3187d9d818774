"""What people said: themes by area with counts and quotes, what stands together, saturation."""

from collections.abc import Iterable, Iterator

from analysis.figures.theme_map import theme_map
from analysis.report.context import ReportContext
from analysis.report.document import (
    Block,
    CellValue,
    ColumnKind,
    Paragraph,
    ReportColumn,
    ReportFigure,
    ReportSection,
    ReportTable,
)
from analysis.report.sections.coding.co_occurrence import co_occurrence_section
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from analysis.report.sections.coding.saturation import saturation_section
from analysis.report.wording import capitalised, counted, listed, people, percent, were
from analysis.statistics.agreement.reflexive import NO_AGREEMENT
from analysis.statistics.themes.codebook import WITHIN, CodebookContent, ThemeContent
from analysis.statistics.themes.occurrences import ThemeFrequency, ThemeOccurrence

TITLE, OUTSIDE = "Themes", "Outside of the areas"
MOST_NAMED = 3
"""Themes that the introduction names."""

QUOTES, LONGEST_QUOTE = 3, 280
"""Quotes for a theme, and characters of each."""

THEME = (
    ReportColumn("area", "Theme area"),
    ReportColumn("theme", "Theme"),
    ReportColumn("type", "Type"),
)
HELD = (
    ReportColumn("people", "Participants", ColumnKind.COUNT),
    ReportColumn("share", "Share", ColumnKind.SHARE),
)
QUOTED = (
    ReportColumn("theme", "Theme"),
    ReportColumn("quote", "Quote"),
    ReportColumn("who", "Participant"),
    ReportColumn("scenario", "Scenario"),
)


def themes_section(context: ReportContext) -> ReportSection | None:
    """None as long as no round is closed: until then there is no consensus."""
    results = (results for results in context.observations.codes if results.cases)
    return by_codebook("themes", TITLE, results, lambda part: _section(context, part))


def _section(context: ReportContext, part: CodebookPart) -> ReportSection:
    reflexive = () if part.results.claims_agreement else (Paragraph(NO_AGREEMENT),)
    blocks: tuple[Block, ...] = (
        Paragraph(_introduction(part)),
        *reflexive,
        _map(part),
        _areas_table(part),
        _themes_table(context, part),
        *_codes_table(part),
    )
    inner = (
        quotes_section(context, part),
        co_occurrence_section(part),
        saturation_section(part),
    )
    sections = tuple(section for section in inner if section)
    return ReportSection(part.key("themes"), part.heading(TITLE), blocks, sections)


def _introduction(part: CodebookPart) -> str:
    results = part.results
    held = [theme for theme in results.themes if theme.cases]
    held.sort(key=lambda theme: -theme.cases)
    sentence = (
        f"This is the consensus of {counted(results.rounds, 'closed round')} over "
        f"{people(len(results.cases))}, with “{results.book.title}”, version {results.version}. "
        f"Of its {counted(len(results.themes), 'theme')}, {len(held)} {were(len(held))} found"
    )
    if held:
        most = (
            f"“{theme.theme.name}” ({theme.cases:,}, {percent(theme.share or 0, 0)})"
            for theme in held[:MOST_NAMED]
        )
        sentence += f"; held by most: {listed(most)}"
    if results.left_out:
        sentence += (
            f". {capitalised(people(results.left_out))} who had been coded "
            f"{were(results.left_out)} excluded afterwards and counted no more"
        )
    return f"{sentence}."


def _map(part: CodebookPart) -> ReportFigure:
    results = part.results
    key = part.key("theme_map")
    caption = part.caption("Map of the themes, larger the more participants hold them.")
    cases = {theme.theme.key: theme.cases for theme in results.themes}
    svg = theme_map(key, caption, results.book, cases, of=len(results.cases))
    rows = tuple((*_named(part, theme), theme.cases, theme.share) for theme in results.themes)
    table = ReportTable(f"{key}_numbers", caption, (*THEME, *HELD), rows, _notes(part), grouped=1)
    return ReportFigure(key, caption, svg, table)


def _areas_table(part: CodebookPart) -> ReportTable:
    rows = tuple(
        (area.area.name if area.area else OUTSIDE, area.cases, area.share)
        for area in part.results.areas
    )
    return ReportTable(
        part.key("theme_areas"),
        part.caption("Participants who hold any theme of an area."),
        (ReportColumn("area", "Theme area"), *HELD),
        rows,
    )


def _themes_table(context: ReportContext, part: CodebookPart) -> ReportTable:
    """The themes that somebody holds; with all others the table would be three pages long."""
    held = [theme for theme in part.results.themes if theme.cases]
    scenarios = list(held[0].by_scenario) if held else []
    by_scenario = (
        ReportColumn(
            scenario or "outside",
            _scenario(context, scenario, outside="No scenario"),
            ColumnKind.COUNT,
            over="Participants, in",
        )
        for scenario in scenarios
    )
    rows = tuple(
        (
            *_named(part, theme),
            theme.cases,
            theme.share,
            *(theme.by_scenario[scenario] for scenario in scenarios),
            theme.segments,
        )
        for theme in held
    )
    return ReportTable(
        part.key("theme_counts"),
        part.caption("Themes by area."),
        (*THEME, *HELD, *by_scenario, ReportColumn("segments", "Segments", ColumnKind.COUNT)),
        rows,
        "Each participant counts once for a theme, however often it or a code beneath it was coded. "
        f"Themes that nobody holds are among the numbers of the map. {_notes(part)}".rstrip(),
        grouped=1,
    )


def _codes_table(part: CodebookPart) -> tuple[ReportTable, ...]:
    """The codes beneath their themes; none where the codebook has no codes."""
    rows = tuple(
        (theme.theme.name, code.code.name, code.code.definition, code.cases, code.share)
        for theme in part.results.themes
        for code in theme.codes
    )
    if not rows:
        return ()
    table = ReportTable(
        part.key("theme_codes"),
        part.caption("Codes beneath their themes."),
        (
            ReportColumn("theme", "Theme"),
            ReportColumn("code", "Code"),
            ReportColumn("definition", "Description"),
            *HELD,
        ),
        rows,
        "Whoever holds a code holds its theme. A code that stands under several themes is listed "
        "beneath each and counts for each.",
        grouped=1,
    )
    return (table,)


def _named(part: CodebookPart, theme: ThemeFrequency) -> tuple[CellValue, ...]:
    """The cells that name a theme: its area, its name with its marks, and its types."""
    book = part.results.book
    name = f"{theme.theme.name} {book.symbols(theme.theme)}".rstrip()
    types = ", ".join(book.type_names(theme.theme))
    return theme.area.name if theme.area else OUTSIDE, name, types


def _notes(part: CodebookPart) -> str:
    """What the marks mean, and which themes stand in several areas; empty without either."""
    book = part.results.book
    sentences = [f"{mark.symbol} {mark.name}." for mark in book.marks]
    for _area, theme in book.placed():
        if theme.also_in:
            areas = listed(f"“{area.name}”" for area in book.areas_of(theme))
            sentences.append(f"“{theme.name}” stands in {areas} and counts in each.")
    return " ".join(sentences)


def _scenario(context: ReportContext, scenario: str, *, outside: str) -> str:
    return context.choices.scenario_name(scenario) if scenario else outside


def quotes_section(context: ReportContext, part: CodebookPart) -> ReportSection | None:
    """Some words of each theme and code as people wrote them; None where none may be quoted."""
    rows = tuple(
        (
            name,
            f"“{_shortened(occurrence.quote)}”",
            occurrence.case,
            _scenario(context, occurrence.scenario, outside=""),
        )
        for theme, name in _codable(part.results.book)
        for occurrence in _first_of_each_case(part.results.quotes.get(theme.key, ()))
    )
    if not rows:
        return None
    quoted = people(len({case for _theme, _quote, case, _scenario in rows}))
    explanation = (
        f"Up to {QUOTES} quotes for each theme, each of another participant, in the order of "
        f"participants; longer ones end after {LONGEST_QUOTE} characters with an ellipsis. Whoever "
        f"is quoted is told apart by a label; the quotes come from {quoted}. Read them once "
        "more before you publish them: people write who they are where nobody asked."
    )
    table = ReportTable(
        part.key("quotes"),
        part.caption("Quotes by theme."),
        QUOTED,
        rows,
        "Answers that could tell who somebody is are withheld.",
        grouped=1,
    )
    return ReportSection(part.key("theme_quotes"), "Quotes", (Paragraph(explanation), table))


def _codable(book: CodebookContent) -> Iterator[tuple[ThemeContent, str]]:
    """Every theme and every code, a code named with its theme."""
    for _area, theme in book.placed():
        yield theme, theme.name
        for code in theme.codes:
            yield code, f"{theme.name}{WITHIN}{code.name}"


def _first_of_each_case(quotes: Iterable[ThemeOccurrence]) -> tuple[ThemeOccurrence, ...]:
    """As many as are quoted."""
    first: dict[str, ThemeOccurrence] = {}
    for quote in quotes:
        first.setdefault(quote.case, quote)
    return tuple(first.values())[:QUOTES]


def _shortened(quote: str) -> str:
    """On one line, cut after a word where it is too long."""
    line = " ".join(quote.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    cut = line[:LONGEST_QUOTE]
    return f"{cut.rpartition(' ')[0] or cut} …"
