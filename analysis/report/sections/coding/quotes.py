"""Some words of each theme, as people wrote them."""

from collections.abc import Iterable

from analysis.report.context import Material
from analysis.report.document import Paragraph, Section
from analysis.report.labels import people
from analysis.report.sections.coding.books import Coded
from analysis.report.tables import Column, Table
from analysis.statistics.themes.occurrences import Occurrence

EACH, LONGEST = 3, 280
"""Quotes for a theme, and characters of each"""

COLUMNS = (
    Column("theme", "Theme"),
    Column("quote", "Quote"),
    Column("who", "Participant"),
    Column("scenario", "Scenario"),
)


def quotes(material: Material, coded: Coded) -> Section | None:
    """None where no theme has words that may be told."""
    found = coded.results
    rows = tuple(
        (theme.name, f"“{_shortened(each.quote)}”", each.case, _scenario(material, each))
        for _area, theme in found.book.placed()
        for each in _chosen(found.quotes.get(theme.key, ()))
    )
    if not rows:
        return None
    told = (
        f"Up to {EACH} quotes for each theme, each of another participant, in the order of "
        f"participants; longer ones end after {LONGEST} characters with an ellipsis. Whoever is "
        f"quoted is told apart by a label; the quotes come from {_people(rows)}. Read them once "
        "more before you publish them: people write who they are where nobody asked."
    )
    table = Table(
        coded.key("quotes"), coded.caption("Quotes by theme."), COLUMNS, rows,
        "Answers that could tell who somebody is are withheld.", grouped=1,
    )  # fmt: skip
    return Section(coded.key("theme_quotes"), "Quotes", (Paragraph(told), table))


def _chosen(quotes: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """The first of each participant."""
    first: dict[str, Occurrence] = {}
    for each in quotes:
        first.setdefault(each.case, each)
    return tuple(first.values())[:EACH]


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rpartition(' ')[0] or words[:LONGEST]} …"


def _scenario(material: Material, each: Occurrence) -> str:
    return material.choices.named(each.scenario) if each.scenario else ""


def _people(rows: Iterable[tuple[str, ...]]) -> str:
    return people(len({row[2] for row in rows}))
