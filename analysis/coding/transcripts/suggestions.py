"""What in a transcript could tell who somebody is: suggestions for people to review."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.coding.transcripts.turns import Turn


class Found(StrEnum):
    OWN = "own list"
    SPEAKER = "speaker"
    EMAIL = "e-mail address"
    LINK = "web address"
    PHONE = "telephone number"
    NAME = "capitalised words"


@dataclass(frozen=True)
class Suggestion:
    """Words that stand `times` times, and what to write in their place."""

    words: str
    found: Found
    times: int
    pseudonym: str


LABELS = {
    Found.OWN: "Name",
    Found.SPEAKER: "Person",
    Found.EMAIL: "E-mail",
    Found.LINK: "Link",
    Found.PHONE: "Phone",
    Found.NAME: "Person",
}
PATTERNS = {
    Found.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    Found.LINK: re.compile(r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"),
    Found.PHONE: re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ()/-]?\d){6,14}(?![\w.]\d)"),
}
_names = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,2}(?!\w)")
_begins = re.compile(r"(?:^|[.?!…:\n])[\s\"“„»(]*$")
EVERYDAY = frozenset(
    {
        "AI",
        "API",
        "CPU",
        "GPU",
        "It",
        "LLM",
        "ML",
        "No",
        "PDF",
        "SHAP",
        "SQL",
        "TDA",
        "The",
        "They",
        "This",
        "We",
        "XAI",
        "Yes",
        "You",
    }
)
"""Capitalised words that name nobody, met often in interviews about machine learning"""


def suggestions(
    turns: Sequence[Turn], *, own: Sequence[str] = (), known: Sequence[tuple[str, str]] = ()
) -> tuple[Suggestion, ...]:
    """Every suggestion once; `known` are words and pseudonyms of a key that is to be gone on with.

    Names are capitalised words that stand twice or more, once not at the beginning of a sentence.
    Nothing is certain: read the text for what they miss.
    """
    kept = dict(known)
    taken = set(kept.values())
    made: dict[str, Suggestion] = {}
    for words, found in _candidates(turns, own):
        times = sum(len(matches(words).findall(f"{turn.speaker}\n{turn.text}")) for turn in turns)
        if words in made or not times:
            continue
        pseudonym = kept.get(words) or _next(LABELS[found], taken)
        taken.add(pseudonym)
        made[words] = Suggestion(words, found, times, pseudonym)
    return tuple(made.values())


def matches(words: str) -> re.Pattern[str]:
    """Finds words that stand by themselves, in these letters exactly."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _candidates(turns: Sequence[Turn], own: Sequence[str]) -> Iterator[tuple[str, Found]]:
    yield from ((words.strip(), Found.OWN) for words in own if words.strip())
    yield from ((turn.speaker, Found.SPEAKER) for turn in turns if turn.speaker)
    for found, pattern in PATTERNS.items():
        for turn in turns:
            yield from ((match[0], found) for match in pattern.finditer(turn.text))
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for turn in turns:
        for match in _names.finditer(turn.text):
            counts[match[0]] += 1
            if not _begins.search(turn.text[: match.start()]):
                inside.add(match[0])
    for words, times in counts.items():
        if times > 1 and words in inside and words not in EVERYDAY:
            yield words, Found.NAME


def _next(label: str, taken: set[str]) -> str:
    number = 1
    while f"[{label} {number}]" in taken:
        number += 1
    return f"[{label} {number}]"
