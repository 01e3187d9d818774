"""Words replaced by pseudonyms such as [Person 1], and put back by a key that is kept elsewhere."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from analysis.coding.transcripts.keys import SPEAKER, TEXT, Key, Occurrence
from analysis.coding.transcripts.speaker_labels import is_no_name
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

PSEUDONYM = re.compile(r"\[[^\[\]\n]{1,40}\]")
_token = re.compile(r"\w+")


class Place(NamedTuple):
    """Where words stand: `turn` counts from 0, `part` is SPEAKER or TEXT."""

    turn: int
    part: str
    start: int
    words: str


def places_of(turns: Sequence[Turn], words: Collection[str]) -> Iterator[Place]:
    """Everywhere that words stand by themselves, in exactly these letters.

    A label that is no name, such as I, stands in labels alone, never in what is said. Takes one
    pass over the turns, however many words are looked for.
    """
    labels = {turn.speaker for turn in turns}
    in_labels = {phrase for phrase in words if phrase in labels and is_no_name(phrase)}
    anywhere, said = _by_token(words), _by_token(set(words) - in_labels)
    found: dict[str, list[tuple[int, str]]] = {}
    for number, turn in enumerate(turns):
        if turn.speaker not in found:
            found[turn.speaker] = _found(turn.speaker, anywhere)
        for start, phrase in found[turn.speaker]:
            yield Place(number, SPEAKER, start, phrase)
        for start, phrase in _found(turn.text, said):
            yield Place(number, TEXT, start, phrase)


def _by_token(words: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    """The words by the first of them, with the position of that one."""
    by_token: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for phrase in words:
        first = _token.search(phrase)
        by_token[first[0] if first else ""].append((first.start() if first else 0, phrase))
    return by_token


def _found(text: str, by_token: Mapping[str, list[tuple[int, str]]]) -> list[tuple[int, str]]:
    found = []
    for token in _token.finditer(text):
        for offset, phrase in by_token.get(token[0], ()):
            start = token.start() - offset
            if start >= 0 and text.startswith(phrase, start) and _is_alone(text, start, phrase):
                found.append((start, phrase))
    for _offset, phrase in by_token.get("", ()):
        found += [
            (match.start(), phrase)
            for match in re.finditer(re.escape(phrase), text)
            if _is_alone(text, match.start(), phrase)
        ]
    return sorted(found)


def _is_alone(text: str, start: int, phrase: str) -> bool:
    before, after = text[start - 1 : start], text[start + len(phrase) : start + len(phrase) + 1]
    return not (_token.match(before) or _token.match(after))


def pseudonymised(
    turns: Sequence[Turn], chosen: Mapping[str, str], *, left: AbstractSet[Place] = frozenset()
) -> tuple[tuple[Turn, ...], Key]:
    """The turns with all words of `chosen` replaced, and the key that puts them back.

    `chosen` maps words to pseudonyms; in the places of `left` they stay. Several words may share a
    pseudonym, as Anna and Ms Schmidt do; longer words are replaced first. Raises
    TranscriptFileError for a pseudonym that is not in square brackets, or that stands in the text
    already.
    """
    require_pseudonyms(chosen.values())
    _require_new(chosen.values(), turns)
    places = (place for place in places_of(turns, chosen) if place not in left)
    return replaced_at(turns, (Occurrence(*place, chosen[place.words]) for place in places))


def replaced_at(
    turns: Sequence[Turn], occurrences: Iterable[Occurrence]
) -> tuple[tuple[Turn, ...], Key]:
    """The turns with the words replaced in these places; where they overlap, in the longest."""
    kept = list(_apart(occurrences))
    by_part: dict[tuple[int, str], list[Occurrence]] = defaultdict(list)
    for occurrence in kept:
        by_part[occurrence.turn, occurrence.part].append(occurrence)
    changed = tuple(
        replace(
            turn,
            speaker=_with_pseudonyms(turn.speaker, by_part.get((number, SPEAKER), [])),
            text=_with_pseudonyms(turn.text, by_part.get((number, TEXT), [])),
        )
        for number, turn in enumerate(turns)
    )
    return changed, Key(digest_of(changed), tuple(kept))


def replaced_in(text: str, chosen: Mapping[str, str], labels: Iterable[str]) -> str:
    """A title or a note on turns with these labels, with the words replaced as in what is said."""
    turns = [Turn("", None, None, text), *(Turn(label, None, None, "") for label in labels)]
    places = places_of(turns, chosen)
    occurrences = (Occurrence(*place, chosen[place.words]) for place in places)
    return replaced_at(turns, occurrences)[0][0].text


def replaced_beside(
    turns: Sequence[Turn], chosen: Mapping[str, str]
) -> tuple[tuple[Turn, ...], int]:
    """The turns with the words replaced in their other language, and in how many places."""
    beside = [replace(turn, text=turn.parallel) for turn in turns]
    places = (place for place in places_of(beside, chosen) if place.part == TEXT)
    changed, key = replaced_at(
        beside, (Occurrence(*place, chosen[place.words]) for place in places)
    )
    pairs = zip(turns, changed, strict=True)
    return tuple(replace(old, parallel=new.text) for old, new in pairs), len(key.occurrences)


def _apart(occurrences: Iterable[Occurrence]) -> Iterator[Occurrence]:
    last: Occurrence | None = None
    for occurrence in sorted(
        occurrences, key=lambda one: (one.turn, one.part, one.start, -len(one.words))
    ):
        if (
            last is None
            or (last.turn, last.part) != (occurrence.turn, occurrence.part)
            or last.start + len(last.words) <= occurrence.start
        ):
            yield occurrence
            last = occurrence


def _with_pseudonyms(text: str, occurrences: Iterable[Occurrence]) -> str:
    parts, done = [], 0
    for occurrence in occurrences:
        parts += [text[done : occurrence.start], occurrence.pseudonym]
        done = occurrence.start + len(occurrence.words)
    return "".join([*parts, text[done:]])


def restored(turns: Sequence[Turn], key: Key) -> tuple[Turn, ...]:
    """The turns with the words of the key put back.

    Raises TranscriptFileError where the key belongs to other turns.
    """
    if digest_of(turns) != key.digest:
        raise wrong_key()
    original = list(turns)
    for occurrence in key.occurrences:
        if occurrence.turn >= len(original):
            raise wrong_key()
        turn = original[occurrence.turn]
        is_text = occurrence.part == TEXT
        text = turn.text if is_text else turn.speaker
        # Everything before this place has its old words again, so its old position holds.
        end = occurrence.start + len(occurrence.pseudonym)
        if text[occurrence.start : end] != occurrence.pseudonym:
            raise wrong_key()
        text = text[: occurrence.start] + occurrence.words + text[end:]
        original[occurrence.turn] = (
            replace(turn, text=text) if is_text else replace(turn, speaker=text)
        )
    return tuple(original)


def wrong_key() -> TranscriptFileError:
    return TranscriptFileError(
        "The key belongs to another transcript, or words of this one were replaced since. Use the "
        "key that was written with it."
    )


def new_position(key: Key, turn: int, position: int) -> int:
    """Where a position in the old text of a turn is in its new text.

    A position inside of words that were replaced moves to their start.
    """
    shift = 0
    for occurrence in _in_text(key, turn):
        if occurrence.start >= position:
            break
        if position < occurrence.start + len(occurrence.words):
            return occurrence.start + shift
        shift += len(occurrence.pseudonym) - len(occurrence.words)
    return position + shift


def new_segment(key: Key, turn: int, start: int, end: int) -> tuple[int, int]:
    """Where a segment of the old text of a turn is in its new text.

    A segment that cuts through words that were replaced covers their whole pseudonym.
    """
    cut = 0
    for occurrence in _in_text(key, turn):
        if occurrence.start < end < occurrence.start + len(occurrence.words):
            cut = len(occurrence.pseudonym)
    return new_position(key, turn, start), new_position(key, turn, end) + cut


def _in_text(key: Key, turn: int) -> list[Occurrence]:
    return [
        occurrence
        for occurrence in key.occurrences
        if (occurrence.turn, occurrence.part) == (turn, TEXT)
    ]


def digest_of(turns: Sequence[Turn]) -> str:
    content = json.dumps([[turn.speaker, turn.text] for turn in turns], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()


def require_pseudonyms(pseudonyms: Iterable[str]) -> None:
    """Raises TranscriptFileError for a pseudonym that could not be told from words."""
    for pseudonym in pseudonyms:
        if not PSEUDONYM.fullmatch(pseudonym):
            raise TranscriptFileError(
                f"{pseudonym[:60]} is no pseudonym. Write a few words in square brackets, such as "
                "[Person 1]."
            )


def _require_new(pseudonyms: Iterable[str], turns: Sequence[Turn]) -> None:
    there = {match for turn in turns for match in PSEUDONYM.findall(f"{turn.speaker}\n{turn.text}")}
    if taken := next((pseudonym for pseudonym in pseudonyms if pseudonym in there), None):
        raise TranscriptFileError(
            f"{taken} stands in the transcript already. Choose another number."
        )
