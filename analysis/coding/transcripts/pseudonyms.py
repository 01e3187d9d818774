"""Words replaced by pseudonyms such as [Person 1], and put back again by a key kept elsewhere."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

FORM = re.compile(r"\[[^\[\]\n]{1,40}\]")
SPEAKER = "speaker"
TEXT = "text"


@dataclass(frozen=True)
class Occurrence:
    """Words that were replaced: in the text or the speaker of a turn, `start` in its old words."""

    turn: int
    part: str
    start: int
    words: str
    pseudonym: str


@dataclass(frozen=True)
class Key:
    """What was replaced in one transcript; `digest` is the SHA-256 of its turns as they are now."""

    digest: str
    occurrences: tuple[Occurrence, ...]

    @property
    def known(self) -> tuple[tuple[str, str], ...]:
        """Words and their pseudonyms, to go on with in another transcript."""
        return tuple(dict.fromkeys((each.words, each.pseudonym) for each in self.occurrences))


def pseudonymised(turns: Sequence[Turn], chosen: Mapping[str, str]) -> tuple[tuple[Turn, ...], Key]:
    """The turns with every word of `chosen` replaced, and the key that undoes it.

    `chosen` maps words to pseudonyms; several may share one, as Anna and Ms Schmidt do. Longer
    words go first. Raises TranscriptFileError for a pseudonym that is not in square brackets, or
    stands in the text already.
    """
    for pseudonym in chosen.values():
        _require_fit(pseudonym, turns)
    found: list[Occurrence] = []
    changed = []
    for at, turn in enumerate(turns):
        speaker, in_speaker = _replaced(turn.speaker, chosen, at, SPEAKER)
        text, in_text = _replaced(turn.text, chosen, at, TEXT)
        found += [*in_speaker, *in_text]
        changed.append(replace(turn, speaker=speaker, text=text))
    return tuple(changed), Key(digest_of(changed), tuple(found))


def restored(turns: Sequence[Turn], key: Key) -> tuple[Turn, ...]:
    """The turns as they were. Raises TranscriptFileError where the key is another transcript's."""
    if digest_of(turns) != key.digest:
        raise TranscriptFileError(
            "The key belongs to another transcript, or this one was changed since. Use the key "
            "that was written with it."
        )
    back = list(turns)
    for each in key.occurrences:
        before = getattr(back[each.turn], each.part)
        # Everything before this place has its old words again, so its old position holds.
        end = each.start + len(each.pseudonym)
        words = before[: each.start] + each.words + before[end:]
        back[each.turn] = replace(back[each.turn], **{each.part: words})
    return tuple(back)


def new_position(key: Key, turn: int, at: int) -> int:
    """Where a position in a turn's old text is in the new one; inside of words, their start."""
    shift = 0
    for each in key.occurrences:
        if (each.turn, each.part) != (turn, TEXT) or each.start >= at:
            continue
        if at < each.start + len(each.words):
            return each.start + shift
        shift += len(each.pseudonym) - len(each.words)
    return at + shift


def new_segment(key: Key, turn: int, start: int, end: int) -> tuple[int, int]:
    """Where a segment of a turn's old text is in the new one; what it cuts through it has whole."""
    cut = next(
        (
            len(each.pseudonym)
            for each in key.occurrences
            if (each.turn, each.part) == (turn, TEXT)
            and each.start < end < each.start + len(each.words)
        ),
        0,
    )
    return new_position(key, turn, start), new_position(key, turn, end) + cut


def key_file(key: Key) -> str:
    """JSON, to be kept apart from the transcript; docs/reference/transcripts.md explains it."""
    content = {"format": 1, "digest": key.digest, "occurrences": [*map(asdict, key.occurrences)]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read_key(text: str) -> Key:
    """Raises TranscriptFileError for a file that is no key."""
    with suppress(KeyError, TypeError, ValueError, RecursionError):
        content: Any = json.loads(text)
        if content["format"] == 1:
            occurrences = tuple(Occurrence(**each) for each in content["occurrences"])
            return Key(str(content["digest"]), occurrences)
    raise TranscriptFileError(
        "This is no key to a transcript. Choose the JSON file that was written with it."
    )


def digest_of(turns: Sequence[Turn]) -> str:
    content = json.dumps([[turn.speaker, turn.text] for turn in turns], ensure_ascii=False)
    return sha256(content.encode()).hexdigest()


def _replaced(
    text: str, chosen: Mapping[str, str], turn: int, part: str
) -> tuple[str, list[Occurrence]]:
    if not chosen:
        return text, []
    longest = sorted(chosen, key=lambda words: (-len(words), words))
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in longest))
    found = [
        Occurrence(turn, part, match.start(), match[0], chosen[match[0]])
        for match in pattern.finditer(text)
    ]
    return pattern.sub(lambda match: chosen[match[0]], text), found


def _require_fit(pseudonym: str, turns: Sequence[Turn]) -> None:
    if not FORM.fullmatch(pseudonym):
        raise TranscriptFileError(
            f"{pseudonym[:60]} is no pseudonym. Write a few words in square brackets, such as "
            "[Person 1]."
        )
    if any(pseudonym in f"{turn.speaker}\n{turn.text}" for turn in turns):
        raise TranscriptFileError(
            f"{pseudonym} stands in the transcript already. Choose another number."
        )
