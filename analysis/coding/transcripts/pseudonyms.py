"""Words replaced by pseudonyms such as [Person 1], and put back by a key that is kept elsewhere."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

PSEUDONYM = re.compile(r"\[[^\[\]\n]{1,40}\]")
SPEAKER = "speaker"
TEXT = "text"


@dataclass(frozen=True)
class Occurrence:
    """Words that were replaced in one place.

    `turn` counts from 0, `part` is SPEAKER or TEXT, and `start` is a position in the old words of
    that part, in Unicode code points.
    """

    turn: int
    part: str
    start: int
    words: str
    pseudonym: str


@dataclass(frozen=True)
class Key:
    """What was replaced in one transcript, in the order of its turns.

    `digest` is the SHA-256 of the turns with the words replaced.
    """

    digest: str
    occurrences: tuple[Occurrence, ...]

    def words_by_pseudonym(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = {}
        for occurrence in self.occurrences:
            words.setdefault(occurrence.pseudonym, set()).add(occurrence.words)
        return words


def pseudonyms_of(keys: Iterable[Key]) -> dict[str, str]:
    """The pseudonym of all words in the keys of earlier transcripts, to continue with.

    Raises TranscriptFileError where the keys contradict each other: where words have two
    pseudonyms, or where a pseudonym stands for words in one key and for none of them in another,
    as it does in transcripts that did not continue each other.
    """
    pseudonyms: dict[str, str] = {}
    words_so_far: dict[str, set[str]] = {}
    for key in keys:
        for pseudonym, words in key.words_by_pseudonym().items():
            same = words_so_far.setdefault(pseudonym, words)
            if same.isdisjoint(words) or any(
                pseudonyms.get(w, pseudonym) != pseudonym for w in words
            ):
                raise TranscriptFileError(
                    f"The keys contradict each other on {pseudonym}. Use keys of transcripts that "
                    "continued each other, or one key alone."
                )
            same |= words
            pseudonyms |= dict.fromkeys(sorted(words), pseudonym)
    return pseudonyms


def pseudonymised(turns: Sequence[Turn], chosen: Mapping[str, str]) -> tuple[tuple[Turn, ...], Key]:
    """The turns with all words of `chosen` replaced, and the key that puts them back.

    `chosen` maps words to pseudonyms. Several words may share a pseudonym, as Anna and Ms Schmidt
    do; longer words are replaced first. Raises TranscriptFileError for a pseudonym that is not in
    square brackets, or that stands in the text already.
    """
    for pseudonym in chosen.values():
        _require_fit(pseudonym, turns)
    occurrences: list[Occurrence] = []
    changed = []
    for number, turn in enumerate(turns):
        speaker, in_speaker = _replaced(turn.speaker, chosen, number, SPEAKER)
        text, in_text = _replaced(turn.text, chosen, number, TEXT)
        occurrences += [*in_speaker, *in_text]
        changed.append(replace(turn, speaker=speaker, text=text))
    return tuple(changed), Key(digest_of(changed), tuple(occurrences))


def restored(turns: Sequence[Turn], key: Key) -> tuple[Turn, ...]:
    """The turns with the words of the key put back.

    Raises TranscriptFileError where the key belongs to other turns.
    """
    if digest_of(turns) != key.digest:
        raise _wrong_key()
    original = list(turns)
    for occurrence in key.occurrences:
        if occurrence.turn >= len(original):
            raise _wrong_key()
        turn = original[occurrence.turn]
        is_text = occurrence.part == TEXT
        text = turn.text if is_text else turn.speaker
        # Everything before this place has its old words again, so its old position holds.
        end = occurrence.start + len(occurrence.pseudonym)
        if text[occurrence.start : end] != occurrence.pseudonym:
            raise _wrong_key()
        text = text[: occurrence.start] + occurrence.words + text[end:]
        original[occurrence.turn] = (
            replace(turn, text=text) if is_text else replace(turn, speaker=text)
        )
    return tuple(original)


def _wrong_key() -> TranscriptFileError:
    return TranscriptFileError(
        "The key belongs to another transcript, or this one was changed since. Use the key "
        "that was written with it."
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


def key_file(key: Key) -> str:
    """JSON, to be kept apart from the transcript; docs/reference/transcripts.md explains it."""
    content = {"format": 1, "digest": key.digest, "occurrences": [*map(asdict, key.occurrences)]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_key(content: str | bytes) -> Key:
    """The key in a file. Raises TranscriptFileError for a file that is no key."""
    with suppress(KeyError, TypeError, ValueError, RecursionError):
        plain: Any = json.loads(content)
        if plain["format"] == 1:
            occurrences = tuple(Occurrence(**occurrence) for occurrence in plain["occurrences"])
            if all(map(_is_sound, occurrences)):
                return Key(str(plain["digest"]), occurrences)
    raise TranscriptFileError(
        "This is no key to a transcript. Choose the JSON file that was written with it."
    )


def _is_sound(occurrence: Occurrence) -> bool:
    numbers, words = (occurrence.turn, occurrence.start), (occurrence.words, occurrence.pseudonym)
    return (
        occurrence.part in {SPEAKER, TEXT}
        and all(type(number) is int and number >= 0 for number in numbers)
        and all(isinstance(text, str) and text for text in words)
    )


def digest_of(turns: Sequence[Turn]) -> str:
    content = json.dumps([[turn.speaker, turn.text] for turn in turns], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()


def _replaced(
    text: str, chosen: Mapping[str, str], turn: int, part: str
) -> tuple[str, list[Occurrence]]:
    if not chosen:
        return text, []
    longest_first = sorted(chosen, key=lambda words: (-len(words), words))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in longest_first))
    occurrences = [
        Occurrence(turn, part, match.start(), match[0], chosen[match[0]])
        for match in pattern.finditer(text)
    ]
    return pattern.sub(lambda match: chosen[match[0]], text), occurrences


def _require_fit(pseudonym: str, turns: Sequence[Turn]) -> None:
    if not PSEUDONYM.fullmatch(pseudonym):
        raise TranscriptFileError(
            f"{pseudonym[:60]} is no pseudonym. Write a few words in square brackets, such as "
            "[Person 1]."
        )
    if any(pseudonym in f"{turn.speaker}\n{turn.text}" for turn in turns):
        raise TranscriptFileError(
            f"{pseudonym} stands in the transcript already. Choose another number."
        )
