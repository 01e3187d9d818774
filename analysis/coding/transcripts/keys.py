"""The key that puts names back: one file for a study, which grows by every transcript.

docs/reference/transcripts.md explains the file. It is kept apart from the transcripts, and never
stored here.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from analysis.errors import TranscriptFileError

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


def key_file(keys: Iterable[Key]) -> str:
    """JSON with the keys of all transcripts of a study, each once."""
    by_digest = {key.digest: key for key in keys}
    transcripts = [
        {"digest": key.digest, "occurrences": [*map(asdict, key.occurrences)]}
        for key in by_digest.values()
    ]
    content = {"format": 2, "transcripts": transcripts}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_keys(content: str | bytes) -> tuple[Key, ...]:
    """The keys in a file; one of format 1 holds a single key.

    Raises TranscriptFileError for a file that is no key.
    """
    with suppress(KeyError, TypeError, ValueError, RecursionError):
        plain: Any = json.loads(content)
        if plain["format"] in {1, 2}:
            keys = [plain] if plain["format"] == 1 else plain["transcripts"]
            return tuple(_key(key) for key in keys)
    raise TranscriptFileError(
        "This is no key to a transcript. Choose the JSON file that was written with it."
    )


def pseudonyms_of(files: Iterable[Sequence[Key]]) -> dict[str, str]:
    """The pseudonym of all words in the keys of earlier transcripts, to continue with.

    Within one file the latest transcript decides. Raises TranscriptFileError where files contradict
    each other: where words have two pseudonyms, or where a pseudonym stands for words in one file
    and for none of them in another, as it does in transcripts that did not continue each other.
    """
    pseudonyms: dict[str, str] = {}
    words_so_far: dict[str, set[str]] = {}
    for keys in files:
        latest = {
            occurrence.words: occurrence.pseudonym for key in keys for occurrence in key.occurrences
        }
        words_of: dict[str, set[str]] = {}
        for words, pseudonym in latest.items():
            words_of.setdefault(pseudonym, set()).add(words)
        for pseudonym, same in words_of.items():
            known = words_so_far.setdefault(pseudonym, set(same))
            if known.isdisjoint(same) or any(
                pseudonyms.get(words, pseudonym) != pseudonym for words in same
            ):
                raise TranscriptFileError(
                    f"The keys contradict each other on {pseudonym}. Use keys of transcripts that "
                    "continued each other, or one key alone."
                )
            known |= same
        pseudonyms |= latest
    return pseudonyms


def _key(plain: Any) -> Key:
    occurrences = tuple(Occurrence(**occurrence) for occurrence in plain["occurrences"])
    if not all(map(_is_sound, occurrences)):
        raise ValueError
    return Key(str(plain["digest"]), occurrences)


def _is_sound(occurrence: Occurrence) -> bool:
    numbers, words = (occurrence.turn, occurrence.start), (occurrence.words, occurrence.pseudonym)
    return (
        occurrence.part in {SPEAKER, TEXT}
        and all(type(number) is int and number >= 0 for number in numbers)
        and all(isinstance(text, str) and text for text in words)
    )
