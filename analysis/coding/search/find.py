"""Finding words or a pattern in a text, and the part of the text around what was found."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from analysis.coding.search.patterns import LONGEST_PATTERN, Finder, Match, found_by_pattern
from analysis.errors import UnfitPattern

SENTENCE = re.compile(r"[^\n]*?(?:[.!?…]+[\"'”’»)\]]*(?=\s|$)|$)\s*", re.MULTILINE)


@dataclass(frozen=True)
class Query:
    """What is searched for: words as typed, or a pattern; whatever the case of letters."""

    typed: str
    is_pattern: bool = False
    whole_words: bool = False


def finder(query: Query) -> Finder:
    """Finds a query in one text after the other. Raises UnfitPattern, as does what it returns."""
    if len(query.typed) > LONGEST_PATTERN:
        raise UnfitPattern(f"Search for at most {LONGEST_PATTERN} characters. Shorten it.")
    if not query.typed.strip():
        return lambda _text: iter(())
    found = found_by_pattern(query.typed) if query.is_pattern else _found_as_typed(query.typed)
    if not query.whole_words:
        return found
    return lambda text: (match for match in found(text) if _is_whole(text, match))


def _found_as_typed(typed: str) -> Finder:
    """Whatever spaces part the words; a letter with its accent is one character or two."""
    words = [
        "|".join(re.escape(normalize(form, word)) for form in ("NFC", "NFD"))
        for word in typed.split()
    ]
    matches = re.compile(r"\s+".join(f"(?:{word})" for word in words), re.IGNORECASE).finditer
    return lambda text: (match.span() for match in matches(text))


def _is_whole(text: str, match: Match) -> bool:
    """Whether neither end of a match is within a word."""
    start, end = match
    return not (_is_within(text, start) or _is_within(text, end))


def _is_within(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return False
    return _is_letter(text, position - 1) and _is_letter(text, position)


def _is_letter(text: str, position: int) -> bool:
    """Whether a character belongs to a word: an apostrophe or a hyphen between letters does."""
    character = text[position]
    if character.isalnum() or character == "_":
        return True
    return (
        character in "'’-"
        and 0 < position < len(text) - 1
        and text[position - 1].isalnum()
        and text[position + 1].isalnum()
    )


def whole_words(text: str, match: Match) -> Match:
    """A match with the words that it begins and ends in, and without spaces at its ends."""
    start, end = match
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while _is_within(text, start):
        start -= 1
    while _is_within(text, end):
        end += 1
    return start, end


def sentences(text: str, match: Match) -> Match:
    """The sentences that a match lies in; a sentence ends with a mark before a space, or a line."""
    start, end = whole_words(text, match)
    spans = [part.span() for part in SENTENCE.finditer(text) if part[0].strip()]
    around = [(first, last) for first, last in spans if first < end and last > start]
    if not around:
        return start, end
    return whole_words(text, (around[0][0], around[-1][1]))


def whole_text(text: str, _match: Match) -> Match:
    return 0, len(text)
