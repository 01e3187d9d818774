"""Words of a transcript that could tell who somebody is, proposed to people who review them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.coding.transcripts.keys import SPEAKER
from analysis.coding.transcripts.pseudonyms import PSEUDONYM, Place, places_of
from analysis.coding.transcripts.speaker_labels import TITLES, is_no_name, names_in
from analysis.coding.transcripts.turns import Turn


class SuggestionReason(StrEnum):
    """Why words are proposed."""

    KEY = "key of an earlier transcript"
    SPEAKER = "speaker"
    CALLED = "name of a speaker"
    EMAIL = "e-mail address"
    LINK = "web address"
    PHONE = "telephone number"
    TITLED = "after a title"
    NAME = "capitalised words"
    ADDED = "added by you"


@dataclass(frozen=True)
class Suggestion:
    """Words, everywhere they stand, and what to write in their place.

    `ticked` is what is proposed: to replace words that tell who somebody is wherever they stand,
    and to have a look at those that may do so.
    """

    words: str
    reason: SuggestionReason
    pseudonym: str
    places: tuple[Place, ...]
    ticked: bool = True

    @property
    def times(self) -> int:
        return len(self.places)


LABELS = {
    SuggestionReason.SPEAKER: "Person",
    SuggestionReason.CALLED: "Person",
    SuggestionReason.EMAIL: "E-mail",
    SuggestionReason.LINK: "Link",
    SuggestionReason.PHONE: "Phone",
    SuggestionReason.TITLED: "Person",
    SuggestionReason.NAME: "Name",
}
PATTERNS = {
    SuggestionReason.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    SuggestionReason.LINK: re.compile(r"(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)\]]"),
    SuggestionReason.PHONE: re.compile(r"(?<![\w.])(?:\+|00)?\(?\d(?:[ ()/-]?\d){6,14}(?![\w.]\d)"),
}
_name = r"[^\W\d_a-zà-öø-ÿ][^\W\d_]+(?:-[^\W\d_]+)?"
_word = re.compile(r"[^\W\d_]+")
_capitalised = re.compile(rf"(?<![\w\[]){_name}(?: {_name}){{0,2}}(?!\w)")
_title = rf"(?:{'|'.join(TITLES)})\.?"
_titled = re.compile(rf"(?<!\w)(?:{_title}\s+)+({_name}(?: {_name}){{0,2}})(?!\w)")
_after_title = re.compile(rf"(?<!\w){_title}$")
_quotes = " \t\r\"“„»‘'("
SENTENCE_ENDS = ".?!…:\n"
SHORT_FORMS = {"AI", "API", "CPU", "GPU", "LLM", "ML", "PDF", "SHAP", "SQL", "TDA", "XAI"}
EVERYDAY = SHORT_FORMS | {"It", "No", "The", "They", "This", "We", "Yes", "You"} | set(TITLES)
"""Capitalised words that name nobody and are frequent in interviews about machine learning."""
_starters = (
    "a after all also an and any are as at because but by can did do does for from good great "
    "hello hey hi how i if in is it maybe more most my no not now of oh okay on one or our please "
    "so some sorry thank thanks that the then there these they this those to two very was we well "
    "what when where which who why with would yes you your "
    "aber also auch auf aus bei da danach dann danke das dass dem den der die doch ein eine einen "
    "er es guten hallo ich ihr im in ist ja jetzt man mein mit na nach nein nicht noch nun nur ob "
    "oder ohne sie sind so und uns unser vielleicht vom von war was weil wenn wer wie wir wo zu "
    "zum zur"
)
STARTERS = set(_starters.split())
"""Words of English and German that begin sentences, and so stand before names with a capital."""
FEW_WORDS = 100
"""In so few, a share says nothing about the language."""
MOST_CAPITALISED = 0.1
"""Share of capitalised words inside of sentences above which a language is one, such as German,
that writes nouns with capitals; only words that stand twice are proposed there."""


@dataclass(frozen=True)
class _Candidate:
    """Words that may be replaced; candidates of one `person` share a pseudonym."""

    words: str
    reason: SuggestionReason
    person: str = ""
    pseudonym: str = ""
    ticked: bool = True


def suggestions(
    turns: Sequence[Turn],
    *,
    known: Mapping[str, str] | None = None,
    added: Mapping[str, str] | None = None,
) -> tuple[Suggestion, ...]:
    """Propose words to replace, each once; those of `added` by the person who reviews them.

    `known` maps words to their pseudonyms in earlier transcripts: they keep them, and no other
    words are given these pseudonyms. Nothing is certain: people have to read the text for what
    the proposals miss.
    """
    candidates: dict[str, _Candidate] = {}
    for candidate in _candidates(turns, known or {}):
        candidates.setdefault(candidate.words, candidate)
    for words, pseudonym in (added or {}).items():
        reason = candidates[words].reason if words in candidates else SuggestionReason.ADDED
        candidates[words] = _Candidate(words, reason, pseudonym=pseudonym)
    places = _uncovered(turns, candidates)
    texts = (f"{turn.speaker}\n{turn.text}" for turn in turns)
    taken = {match for text in texts for match in PSEUDONYM.findall(text)}
    numbering = _Numbering(taken | {*(known or {}).values(), *(added or {}).values()})
    of_person = {c.person: c.pseudonym for c in candidates.values() if c.person and c.pseudonym}
    suggested = []
    for candidate in candidates.values():
        if not places[candidate.words] and candidate.reason is not SuggestionReason.ADDED:
            continue
        pseudonym = candidate.pseudonym or of_person.get(candidate.person, "")
        if not pseudonym:
            pseudonym = numbering.next(LABELS[candidate.reason])
            if candidate.person:
                of_person[candidate.person] = pseudonym
        found = tuple(places[candidate.words])
        suggested.append(
            Suggestion(candidate.words, candidate.reason, pseudonym, found, candidate.ticked)
        )
    return tuple(suggested)


class _Numbering:
    """Gives pseudonyms that nothing else has."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._last: Counter[str] = Counter()

    def next(self, label: str) -> str:
        while True:
            self._last[label] += 1
            pseudonym = f"[{label} {self._last[label]}]"
            if pseudonym not in self._taken:
                return pseudonym


def _candidates(turns: Sequence[Turn], known: Mapping[str, str]) -> Iterator[_Candidate]:
    for words, pseudonym in known.items():
        yield _Candidate(words, SuggestionReason.KEY, pseudonym=pseudonym)
    yield from _speakers(turns, known)
    for reason, pattern in PATTERNS.items():
        for turn in turns:
            yield from (_Candidate(match[0], reason) for match in pattern.finditer(turn.text))
    for turn in turns:
        for match in _titled.finditer(turn.text):
            yield _Candidate(match[1], SuggestionReason.TITLED, person=match[1].split()[-1])
    for words in _names(turns):
        yield _Candidate(words, SuggestionReason.NAME, ticked=False)


def _speakers(turns: Sequence[Turn], known: Mapping[str, str]) -> Iterator[_Candidate]:
    """Labels that are names, and what others may call these speakers.

    A name that two speakers share is somebody of its own, since it does not say which of them.
    """
    labels = [label for label in dict.fromkeys(turn.speaker for turn in turns) if label]
    named = {label: names_in(label) for label in labels if not is_no_name(label)}
    bearers = Counter(name for names in named.values() for name in set(names))
    for label, names in named.items():
        same = next((known[words] for words in (label, *names) if words in known), "")
        yield _Candidate(label, SuggestionReason.SPEAKER, person=label, pseudonym=same)
        for name in names:
            person, pseudonym = (label, same) if bearers[name] == 1 else (name, "")
            for words in dict.fromkeys((name, name.upper(), f"{name}s")):
                yield _Candidate(
                    words, SuggestionReason.CALLED, person, pseudonym, ticked=len(name) > 2
                )


def _names(turns: Sequence[Turn]) -> Iterator[str]:
    """Capitalised words that stand inside of a sentence at least once.

    At its beginning, words before others are left away where they are everyday words, as in *Then
    Zoe*.
    """
    times: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    words = [word for turn in turns for word in _word.findall(turn.text)]
    everyday = {word for word in words if word.islower()} | STARTERS
    for turn in turns:
        for match in _capitalised.finditer(turn.text):
            name, begins = match[0], _begins_sentence(turn.text, match.start())
            first, _space, rest = name.partition(" ")
            if begins and rest and first.lower() in everyday:
                name = rest
            times[name] += 1
            inside[name] += bool(rest) or not begins
    capitalised = sum(number for name, number in inside.items() if name not in EVERYDAY)
    writes_nouns_so = len(words) > FEW_WORDS and capitalised > MOST_CAPITALISED * len(words)
    fewest = 2 if writes_nouns_so else 1
    for name, number in times.items():
        if number >= fewest and inside[name] and name not in EVERYDAY:
            yield name


def _begins_sentence(text: str, position: int) -> bool:
    while position and text[position - 1] in _quotes:
        position -= 1
    if position == 0:
        return True
    if text[position - 1] != ".":
        return text[position - 1] in SENTENCE_ENDS
    return not _after_title.search(text[max(position - 12, 0) : position])


def _uncovered(
    turns: Sequence[Turn], candidates: Mapping[str, _Candidate]
) -> dict[str, list[Place]]:
    """Where the words stand, except inside of longer words that are replaced anyway."""
    places: dict[str, list[Place]] = defaultdict(list)
    by_part: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for place in places_of(turns, candidates):
        by_part[place.turn, place.part].append(place)
    for (_turn, part), found in by_part.items():
        reached = -1
        for place in sorted(found, key=lambda one: (one.start, -len(one.words))):
            end = place.start + len(place.words)
            if part == SPEAKER and candidates[place.words].reason is SuggestionReason.NAME:
                continue
            if end > reached:
                places[place.words].append(place)
            if candidates[place.words].ticked:
                reached = max(reached, end)
    return places
