"""What people said of each theme, with the words beside where there is a translation."""

from analysis.report.document import ReportColumn, ReportTable
from analysis.report.interviews.theme_holders import quotes_of
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.statistics.themes.codebook import ThemeContent
from analysis.statistics.themes.occurrences import ThemeOccurrence

QUOTES, LONGEST_QUOTE = 3, 400
"""Quotes for a theme, and characters of each."""


def quotes_table(
    part: CodebookPart, key: str, name: str, themes: tuple[ThemeContent, ...]
) -> ReportTable:
    quoted = [
        (theme, code, quote)
        for theme in themes
        for code, quote in quotes_of(part.results, theme, at_most=QUOTES)
    ]
    has_codes = any(code for _theme, code, _quote in quoted)
    has_parallel = any(quote.parallel for _theme, _code, quote in quoted)
    rows = tuple(
        (
            theme.name,
            *((code or None,) if has_codes else ()),
            f"“{_shortened(quote.quote)}”",
            *((_parallel(quote),) if has_parallel else ()),
            quote.case,
        )
        for theme, code, quote in quoted
    )
    columns = (
        ReportColumn("theme", "Theme"),
        *((ReportColumn("code", "Code"),) if has_codes else ()),
        ReportColumn("quote", "Quote"),
        *(
            (ReportColumn("parallel", "The whole turn, in its other language"),)
            if has_parallel
            else ()
        ),
        ReportColumn("who", "Participant"),
    )
    caption = part.caption(f"{name}: what people said.")
    note = (
        f"Up to {QUOTES} quotes for each theme, each of another participant; longer ones end after "
        f"{LONGEST_QUOTE} characters with an ellipsis. Read them once more before you publish them."
    )
    return ReportTable(f"{key}_quotes", caption, columns, rows, note, grouped=1)


def _parallel(quote: ThemeOccurrence) -> str | None:
    """The turn as it stands beside the quote, with its language."""
    if not quote.parallel:
        return None
    return f"“{_shortened(quote.parallel)}” ({quote.languages[1]})"


def _shortened(quote: str) -> str:
    """On one line, cut after a word where it is too long."""
    line = " ".join(quote.split())
    if len(line) <= LONGEST_QUOTE:
        return line
    cut = line[:LONGEST_QUOTE]
    return f"{cut.rpartition(' ')[0] or cut} …"
