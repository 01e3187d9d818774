"""Coded texts as HTML, written in Python because templates are too slow for hundreds of segments.

Lists of themes are cached under the themes themselves, so nobody is shown a theme that their own
queries did not find. What participants wrote is never cached: after a withdrawal it would stay in
the memory of the process.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from analysis.coding.cases.question_texts import QuestionTexts
from analysis.coding.codebooks.colours import class_of, colour_of
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.desk.records import CodingRecord, UnitRecord
from analysis.coding.rounds.side_by_side import Mark, UnitSides
from analysis.coding.transcripts.turns import clock
from analysis.records.submitted_trials import SubmittedTrial
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from analysis.statistics.themes.codebook import Mark as ThemeMark
from analysis.statistics.themes.occurrences import ThemeOccurrence
from survey.design.direction import direction as direction_of

register = template.Library()
register.filter("clock", clock)

T = TypeVar("T")

CACHED_NAMES = 4096
"""Names of themes that are kept escaped: they repeat in every segment."""

CACHED_LISTS = 64
"""Lists of themes that are kept as HTML, at some ten kB each."""

LONGEST_QUOTE = 60
"""Characters of a segment that are shown beside its theme."""

TYPE_COLOURS = 6
"""Colours of types that the style sheet of the board has."""

LANES = 4
"""Lines below a text that the style sheet has; where more passages overlap, they share the last."""


@dataclass(frozen=True)
class Piece(Generic[T]):
    """A piece of a text, and the marks that cover all of it."""

    text: str
    marks: tuple[T, ...]


def pieces(text: str, spans: Iterable[tuple[int, int, T]]) -> Iterator[Piece[T]]:
    """Cut a text wherever a span begins or ends.

    A span is its start, the position after its end, and its mark.
    """
    ordered = sorted(spans, key=lambda span: span[0])
    cuts = sorted({0, len(text), *(edge for start, end, _ in ordered for edge in (start, end))})
    covering: list[tuple[int, T]] = []
    waiting = iter(ordered)
    following = next(waiting, None)
    for start, end in pairwise(cuts):
        covering = [(until, mark) for until, mark in covering if until > start]
        while following is not None and following[0] <= start:
            covering.append((following[1], following[2]))
            following = next(waiting, None)
        yield Piece(text[start:end], tuple(mark for _, mark in covering))


def escaped(text: str) -> str:
    """Escape a text and keep carriage returns, which positions count and browsers would drop."""
    return escape(text).replace("\r", "&#13;")


@lru_cache(maxsize=CACHED_NAMES)
def escaped_name(name: str) -> str:
    return escaped(name)


@register.simple_tag
def marked(text: str, codings: tuple[CodingRecord, ...]) -> SafeString:
    """The text with its coded segments marked, each by a line of its own in its theme's colour.

    A coding of the whole text is not marked.
    """
    parts = (coding for coding in codings if not coding.is_whole)
    spans = [(coding.start, coding.end, mark) for coding, mark in _in_lanes(parts)]
    # Every word went through `escaped`, here and in the tags below.
    return mark_safe("".join(map(_marked_piece, pieces(text, spans))))  # noqa: S308


class LinedMark(NamedTuple):
    """A mark of a theme; `lane` is the line below the text that it has all along, from 1."""

    lane: int
    look: str
    name: str


def _in_lanes(codings: Iterable[CodingRecord]) -> Iterator[tuple[CodingRecord, LinedMark]]:
    """Codings by where they begin, each in the first lane that is free all along."""
    ends: list[int] = []
    for coding in sorted(codings, key=lambda coding: (coding.start, -coding.end)):
        free = (lane for lane, end in enumerate(ends) if end <= coding.start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [coding.end]
        yield coding, LinedMark(min(lane + 1, LANES), hue(coding.colour), coding.name)


def _marked_piece(piece: Piece[LinedMark]) -> str:
    """Nested marks, the first lane outside, where the names of all stand in its title."""
    html = escaped(piece.text)
    if not piece.marks:
        return html
    first, *inner = sorted(piece.marks)
    for lane, look, _name in reversed(inner):
        html = f'<mark class="lane-{lane} {look}">{html}</mark>'
    names = escaped_name("; ".join(mark.name for mark in (first, *inner)) if inner else first.name)
    return f'<mark class="lane-{first.lane} {first.look}" title="{names}">{html}</mark>'


@register.simple_tag
def chips(text: str, codings: tuple[CodingRecord, ...], memo: str, is_open: bool) -> SafeString:
    """A list item for each coding; `memo` is an address with GUID in place of the coding's."""
    items = (_chip(text, coding, memo, is_open) for coding in codings)
    return mark_safe("".join(items))  # noqa: S308  _chip() escapes


@register.simple_tag
def fresh_chip(text: str, coding: CodingRecord, memo: str) -> SafeString:
    """The list item of a coding made a moment ago, whose words the script has yet to mark."""
    item = _chip(text, coding, memo, is_open=True, attributes=" data-fresh")
    return mark_safe(item)  # noqa: S308  _chip() escapes


def _chip(text: str, coding: CodingRecord, memo: str, is_open: bool, attributes: str = "") -> str:
    name, guid, look = escaped_name(coding.name), str(coding.guid), hue(coding.colour)
    if not coding.is_whole:
        attributes += f' data-at="{coding.start}-{coding.end}"'
    words = _short(text[coding.start : coding.end])
    quote = " <small>whole text</small>" if coding.is_whole else f" <q>{escaped(words)}</q>"
    note = f' <em class="memo">{escaped(coding.memo)}</em>' if coding.memo else ""
    if not is_open:
        return f'<li class="{look}"{attributes}><b>{name}</b>{quote}{note}</li>'
    return (
        f'<li id="c-{guid}" class="{look}"{attributes}><b>{name}</b>{quote}{note} '
        f'<a class="to-memo" href="{memo.replace("GUID", guid)}">Memo<i> on {name}</i></a> '
        f'<button form="act" name="remove" value="{guid}">Take back<i> {name}</i></button></li>'
    )


@register.filter
@lru_cache(maxsize=CACHED_NAMES)
def hue(colour: str) -> str:
    return class_of(colour)


@register.filter
def theme_hue(theme: ThemeRecord) -> str:
    return hue(colour_of(theme.guid, theme.colour))


@register.filter
def type_words(theme: ThemeRecord) -> str:
    """The names of all its types and marks, for whoever looks for themes by them."""
    return " ".join((*theme.type_names, *theme.mark_names))


@register.filter
def types_in(theme: ThemeContent, book: CodebookContent) -> str:
    return ", ".join(book.type_names(theme))


@register.filter
def marks_in(theme: ThemeContent, book: CodebookContent) -> tuple[ThemeMark, ...]:
    return book.marks_of(theme)


@register.filter
def type_number(theme: ThemeRecord, types: Sequence[Mapping[str, str]]) -> int:
    """The place of its main type among those of the codebook, from 1; 0 without a type."""
    keys = [declared["key"] for declared in types]
    return keys.index(theme.types[0]) % TYPE_COLOURS + 1 if theme.types else 0


@register.filter
def trial_of(trials: Mapping[str, SubmittedTrial], scenario: str) -> SubmittedTrial | None:
    return trials.get(scenario)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"


@register.simple_tag
@lru_cache(maxsize=CACHED_LISTS)
def offered(themes: tuple[ThemeRecord, ...]) -> SafeString:
    """The themes of a coder as a list to choose from, area by area."""
    # The template escapes; marked again, since the cache returns plain text.
    return mark_safe(render_to_string("desk/_offered.html", {"themes": themes}))  # noqa: S308


@register.simple_tag
@lru_cache(maxsize=CACHED_LISTS)
def theme_names(themes: tuple[ThemeRecord, ...]) -> SafeString:
    names = ((theme.name,) for theme in themes)
    return format_html_join("", '<option value="{}"></option>', names)


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """The name of a key, or the key itself where it has none."""
    return names.get(key, key)


@register.simple_tag
def unit_label(unit: UnitRecord, texts: QuestionTexts) -> str:
    """A question, or whose turn of a transcript it is, and the scenario it was asked about."""
    label = named(texts.questions, unit.question) if unit.question else unit.speaker or "Turn"
    return f"{label} ({named(texts.scenarios, unit.scenario)})" if unit.scenario else label


@register.filter
def direction(language: str) -> str:
    """Which way a language is written, as HTML's `dir` takes it; automatic where none is given."""
    return direction_of(language) if language else "auto"


@register.simple_tag
def compared_text(unit: UnitSides) -> SafeString:
    """The text with the segments of all coders: who coded what, and whether all of them did."""
    spans = [(mark.start, mark.end, mark) for mark in unit.marks]
    html = "".join(_compared_piece(piece, unit.coders) for piece in pieces(unit.text, spans))
    return mark_safe(html)  # noqa: S308  _compared_piece() escapes


def _compared_piece(piece: Piece[Mark], coders: int) -> str:
    words = escaped(piece.text)
    if not piece.marks:
        return words
    themes = "; ".join(f"{mark.coder}: {mark.theme}" for mark in piece.marks)
    kind = _how_many(piece.marks, coders)
    return f'<mark class="{kind}" title="{escaped(themes)}">{words}</mark>'


def _how_many(marks: Iterable[Mark], coders: int) -> str:
    """Whether all coders gave a piece one theme, all of them some theme, or only some of them."""
    by_theme: dict[str, set[str]] = defaultdict(set)
    for mark in marks:
        by_theme[mark.theme].add(mark.coder)
    if any(len(names) == coders for names in by_theme.values()):
        return "all"
    return "apart" if len(set().union(*by_theme.values())) == coders else "some"


@register.filter
def named_quotes(
    quotes: Mapping[str, Sequence[ThemeOccurrence]], theme: str
) -> Sequence[ThemeOccurrence]:
    return quotes.get(theme, ())
