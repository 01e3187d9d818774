"""Coded texts as HTML, written here because a template takes too long over hundreds of passages.

Lists of themes are kept, and found again by the themes themselves, so nobody is shown any that
their own queries did not find. What participants wrote is never kept: whoever withdraws would stay
in the memory of the process.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from analysis.coding.cases.question_texts import Wording
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.desk.records import CodingRecord, UnitRecord
from analysis.coding.desk.segment_pieces import Piece, pieces
from analysis.coding.rounds.side_by_side import Mark, UnitSides
from analysis.statistics.themes.occurrences import Occurrence

register = template.Library()

MANY = 4096
"""How many names of themes are kept escaped: they repeat in every passage."""

RECENT = 64
"""How many lists of themes are kept as HTML: some ten kB each."""

SHORT = 60
"""Characters of a passage beside its theme."""


def shown(text: str) -> str:
    """Escaped; a carriage return stays one, as positions count it and browsers would drop it."""
    return escape(text).replace("\r", "&#13;")


@lru_cache(maxsize=MANY)
def known(name: str) -> str:
    return shown(name)


@register.simple_tag
def marked(text: str, codings: tuple[CodingRecord, ...]) -> SafeString:
    """The text with its coded passages marked; what is coded as a whole is not marked."""
    spans = [(each.start, each.end, each.name) for each in codings if not each.is_whole]
    # Every word in it went through `shown`, as in those below.
    return mark_safe("".join(map(_piece, pieces(text, spans))))  # noqa: S308


def _piece(piece: Piece[str]) -> str:
    words = shown(piece.text)
    if not piece.marks:
        return words
    depth = min(len(piece.marks), 3)
    return f'<mark class="depth-{depth}" title="{known("; ".join(piece.marks))}">{words}</mark>'


@register.simple_tag
def chips(text: str, codings: tuple[CodingRecord, ...], memo: str, is_open: bool) -> SafeString:
    """A list of codings, each with its passage; `memo` is an address with a place for the id."""
    rows = (_chip(text, each, memo, is_open) for each in codings)
    return mark_safe("".join(rows))  # noqa: S308  _chip() escapes


@register.simple_tag
def fresh_chip(text: str, coding: CodingRecord, memo: str) -> SafeString:
    """A coding made a moment ago, with where a script has yet to mark it, if anywhere."""
    place = "" if coding.is_whole else f' data-start="{coding.start}" data-end="{coding.end}"'
    row = _chip(text, coding, memo, is_open=True, place=place)
    return mark_safe(row)  # noqa: S308  _chip() escapes


def _chip(text: str, coding: CodingRecord, memo: str, is_open: bool, place: str = "") -> str:
    name, guid = known(coding.name), str(coding.guid)
    passage = "" if coding.is_whole else f" <q>{shown(_short(text[coding.start : coding.end]))}</q>"
    note = f' <em class="memo">{shown(coding.memo)}</em>' if coding.memo else ""
    if not is_open:
        return f"<li><b>{name}</b>{passage}{note}</li>"
    return (
        f'<li id="c-{guid}"{place}><b>{name}</b>{passage}{note} '
        f'<a class="to-memo" href="{memo.replace("GUID", guid)}">Memo<i> on {name}</i></a> '
        f'<button form="act" name="remove" value="{guid}">Take back<i> {name}</i></button></li>'
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


@register.simple_tag
@lru_cache(maxsize=RECENT)
def offered(themes: tuple[ThemeRecord, ...]) -> SafeString:
    """The themes of a coder as a list to choose from, area by area."""
    # The template escapes; marked, since the cache gives back plain text.
    return mark_safe(render_to_string("desk/_offered.html", {"themes": themes}))  # noqa: S308


@register.simple_tag
@lru_cache(maxsize=RECENT)
def theme_names(themes: tuple[ThemeRecord, ...]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((each.name,) for each in themes))


@register.filter
def named(names: Mapping[str, str], key: str) -> str:
    """What a key of the data stands for, or the key itself."""
    return names.get(key, key)


@register.simple_tag
def unit_label(unit: UnitRecord, words: Wording) -> str:
    """A question, or whose turn of a transcript it is, and the scenario it was asked about."""
    label = named(words.questions, unit.question) if unit.question else unit.speaker or "Turn"
    return f"{label} ({named(words.scenarios, unit.scenario)})" if unit.scenario else label


@register.filter
def clock(seconds: float) -> str:
    """Seconds from the start of a recording, such as 1:02:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.simple_tag
def compared_text(unit: UnitSides) -> SafeString:
    """Passages by whether one coder marked them, several, or all, each naming who found what."""
    spans = [(each.start, each.end, each) for each in unit.marks]
    # _side() escapes every word.
    return mark_safe("".join(_side(piece, unit.coders) for piece in pieces(unit.text, spans)))  # noqa: S308


def _side(piece: Piece[Mark], coders: int) -> str:
    words = shown(piece.text)
    if not piece.marks:
        return words
    who = {mark.coder for mark in piece.marks}
    kind = "all" if len(who) == coders else "some"
    found = "; ".join(f"{mark.coder}: {mark.theme}" for mark in piece.marks)
    return f'<mark class="{kind}" title="{shown(found)}">{words}</mark>'


@register.filter
def named_quotes(quotes: Mapping[str, Sequence[Occurrence]], theme: str) -> Sequence[Occurrence]:
    return quotes.get(theme, ())
