"""Words of a transcript that could tell who somebody is, suggested to people who review them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.coding.transcripts.turns import Turn


class SuggestionReason(StrEnum):
    """Why words are suggested."""

    KEY = "key of an earlier transcript"
    SPEAKER = "speaker"
    EMAIL = "e-mail address"
    LINK = "web address"
    PHONE = "telephone number"
    NAME = "capitalised words"


@dataclass(frozen=True)
class Suggestion:
    """Words that stand in the transcript `times` times, and what to write in their place."""

    words: str
    reason: SuggestionReason
    times: int
    pseudonym: str


LABELS = {
    SuggestionReason.SPEAKER: "Person",
    SuggestionReason.EMAIL: "E-mail",
    SuggestionReason.LINK: "Link",
    SuggestionReason.PHONE: "Phone",
    SuggestionReason.NAME: "Person",
}
PATTERNS = {
    SuggestionReason.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    SuggestionReason.LINK: re.compile(r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"),
    SuggestionReason.PHONE: re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ()/-]?\d){6,14}(?![\w.]\d)"),
}
_capitalised = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_a-z][^\W\d_]+){0,2}(?!\w)")
_sentence_start = re.compile(r"(?:^|[.?!…:\n])[\s\"“„»(]*$")
SHORT_FORMS = {"AI", "API", "CPU", "GPU", "LLM", "ML", "PDF", "SHAP", "SQL", "TDA", "XAI"}
EVERYDAY = SHORT_FORMS | {"It", "No", "The", "They", "This", "We", "Yes", "You"}
"""Capitalised words that name nobody and are frequent in interviews about machine learning."""


def suggestions(
    turns: Sequence[Turn], *, known: Mapping[str, str] | None = None
) -> tuple[Suggestion, ...]:
    """Suggest words to replace, each once.

    `known` maps words to their pseudonyms in earlier transcripts: they keep them, and no other
    words are given these pseudonyms. Names are capitalised words that stand twice or more, at
    least once inside of a sentence. Nothing is certain: people have to read the text for what the
    suggestions miss.
    """
    pseudonyms = dict(known or {})
    taken = set(pseudonyms.values())
    suggested: dict[str, Suggestion] = {}
    for words, reason in _candidates(turns, pseudonyms):
        times = sum(len(matches(words).findall(f"{turn.speaker}\n{turn.text}")) for turn in turns)
        if words in suggested or not times:
            continue
        pseudonym = pseudonyms.get(words) or _free_pseudonym(LABELS[reason], taken)
        taken.add(pseudonym)
        suggested[words] = Suggestion(words, reason, times, pseudonym)
    return tuple(suggested.values())


def matches(words: str) -> re.Pattern[str]:
    """Finds words that stand by themselves, in exactly these letters."""
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _candidates(
    turns: Sequence[Turn], known: Mapping[str, str]
) -> Iterator[tuple[str, SuggestionReason]]:
    yield from ((words, SuggestionReason.KEY) for words in known)
    yield from ((turn.speaker, SuggestionReason.SPEAKER) for turn in turns if turn.speaker)
    for reason, pattern in PATTERNS.items():
        for turn in turns:
            yield from ((match[0], reason) for match in pattern.finditer(turn.text))
    yield from ((name, SuggestionReason.NAME) for name in _names(turns))


def _names(turns: Sequence[Turn]) -> Iterator[str]:
    times: Counter[str] = Counter()
    inside_sentences: set[str] = set()
    for turn in turns:
        for match in _capitalised.finditer(turn.text):
            times[match[0]] += 1
            if not _sentence_start.search(turn.text[: match.start()]):
                inside_sentences.add(match[0])
    for words, number in times.items():
        if number > 1 and words in inside_sentences and words not in EVERYDAY:
            yield words


def _free_pseudonym(label: str, taken: set[str]) -> str:
    number = 1
    while f"[{label} {number}]" in taken:
        number += 1
    return f"[{label} {number}]"
