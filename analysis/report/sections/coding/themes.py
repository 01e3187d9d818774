"""What people said: themes by area with counts and quotes, what stands together, saturation."""

from analysis.figures.theme_map import theme_map
from analysis.report.context import Material
from analysis.report.document import Block, Figure, Paragraph, Section
from analysis.report.labels import capitalised, listed, people, times, were
from analysis.report.numbers import percent
from analysis.report.sections.coding.books import Coded, by_codebook, heading
from analysis.report.sections.coding.co_occurrence import together
from analysis.report.sections.coding.quotes import quotes
from analysis.report.sections.coding.saturation import saturation
from analysis.report.tables import Column, Kind, Table
from analysis.statistics.themes.occurrences import ThemeFrequency

TITLE, OUTSIDE, MOST_NAMED = "Themes", "Outside of the areas", 3
COUNTED = (
    Column("people", "Participants", Kind.COUNT),
    Column("share", "Share", Kind.SHARE),
)


def themes(material: Material) -> Section | None:
    """None as long as no round is closed: until then there is no consensus."""
    found = (each for each in material.observations.codes if each.cases)
    return by_codebook("themes", TITLE, found, lambda coded: _section(material, coded))


def _section(material: Material, coded: Coded) -> Section:
    inner = [quotes(material, coded), together(coded), saturation(coded)]
    blocks: tuple[Block, ...] = (
        Paragraph(_introduction(coded)), _map(coded), _areas(coded), _themes(material, coded),
    )  # fmt: skip
    sections = tuple(each for each in inner if each)
    return Section(coded.key("themes"), heading(coded, TITLE), blocks, sections)


def _introduction(coded: Coded) -> str:
    found = coded.results
    held = sorted((each for each in found.themes if each.cases), key=lambda each: -each.cases)
    told = (
        f"This is the consensus of {times(found.rounds, 'closed round')} over "
        f"{people(len(found.cases))}, with “{found.book.title}”, version {found.version}. Of its "
        f"{times(len(found.themes), 'theme')}, {len(held)} "
        f"{were(len(held))} found"
    )
    if held:
        most = (
            f"“{each.theme.name}” ({each.cases:,}, {percent(each.share or 0, 0)})"
            for each in held[:MOST_NAMED]
        )
        told += f"; held by most: {listed(most)}"
    if found.left_out:
        told += (
            f". {capitalised(people(found.left_out))} who had been coded "
            f"{were(found.left_out)} excluded afterwards and counted no more"
        )
    return f"{told}."


def _map(coded: Coded) -> Figure:
    found = coded.results
    caption = coded.caption("Map of the themes, larger the more participants hold them.")
    key = coded.key("theme_map")
    counts = {each.theme.key: each.cases for each in found.themes}
    svg = theme_map(found.book, counts, of=len(found.cases), title=caption, key=key)
    columns = (Column("area", "Theme area"), Column("theme", "Theme"), Column("type", "Type"),
               *COUNTED)  # fmt: skip
    rows = tuple(
        (area_of(each), each.theme.name, types_of(each), each.cases, each.share)
        for each in found.themes
    )
    table = Table(f"{key}_numbers", caption, columns, rows, grouped=1)
    return Figure(key, caption, svg, table)


def _areas(coded: Coded) -> Table:
    rows = tuple(
        (each.area.name if each.area else OUTSIDE, each.cases, each.share)
        for each in coded.results.areas
    )
    return Table(
        coded.key("theme_areas"), coded.caption("Participants who hold any theme of an area."),
        (Column("area", "Theme area"), *COUNTED), rows,
    )  # fmt: skip


def _themes(material: Material, coded: Coded) -> Table:
    """Those that nobody holds are in the map's table; here they would make it three pages long."""
    found = coded.results
    held = [each for each in found.themes if each.cases]
    scenarios = list(held[0].by_scenario) if held else []
    columns = (
        Column("area", "Theme area"), Column("theme", "Theme"), Column("type", "Type"), *COUNTED,
        *(Column(each or "outside", place(material, each), Kind.COUNT, over="Participants, in")
          for each in scenarios),
        Column("segments", "Segments", Kind.COUNT),
    )  # fmt: skip
    rows = tuple(
        (
            area_of(each), each.theme.name, types_of(each), each.cases, each.share,
            *(each.by_scenario[scenario] for scenario in scenarios), each.segments,
        )
        for each in held
    )  # fmt: skip
    return Table(
        coded.key("theme_counts"), coded.caption("Themes by area."), columns, rows,
        "Each participant counts once for a theme, however often it was coded. Themes that nobody "
        "holds are among the numbers of the map.",
        grouped=1,
    )  # fmt: skip


def area_of(each: ThemeFrequency) -> str:
    return each.area.name if each.area else OUTSIDE


def types_of(each: ThemeFrequency) -> str:
    return ", ".join(kind.words for kind in each.theme.kinds)


def place(material: Material, scenario: str) -> str:
    return material.choices.named(scenario) if scenario else "No scenario"
