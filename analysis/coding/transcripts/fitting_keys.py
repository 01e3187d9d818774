"""The key of a stored transcript, made to fit it after it was corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.coding.cases.models import Transcript
from analysis.coding.transcripts.corrections import key_of_replacing, logged_turns, talk_of
from analysis.coding.transcripts.edits import Edit
from analysis.coding.transcripts.keys import TEXT, Key
from analysis.coding.transcripts.models import TranscriptChange
from analysis.coding.transcripts.pseudonyms import Place, replaced_at, restored, wrong_key
from analysis.coding.transcripts.restoring import (
    Placed,
    after_edits,
    after_replacing,
    key_of,
    placed,
)
from analysis.coding.transcripts.translations.about import SWITCH, TRANSLATION
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError


@dataclass(frozen=True)
class Fitted:
    """A key that fits a transcript as it is, and how many of its words were corrected since."""

    key: Key
    missing: int


def fitting_key(transcript: Transcript, keys: Iterable[Key]) -> Fitted:
    """The key of the transcript among those of a study, by the log of its corrections.

    Raises TranscriptFileError where none of them was written for it, or where words were replaced
    since.
    """
    by_digest = {key.digest: key for key in keys}
    if transcript.digest in by_digest:
        return Fitted(by_digest[transcript.digest], 0)
    changes = list(transcript.changes.filter(undone_at=None).order_by("pk"))
    digests = [change.before.get("digest") for change in changes]
    known = [number for number, digest in enumerate(digests) if digest in by_digest]
    if not known:
        raise wrong_key()
    written = by_digest[digests[known[-1]]]
    pseudonyms = placed(written)
    for change in changes[known[-1] :]:
        pseudonyms = _through(pseudonyms, change)
    key = key_of(talk_of(transcript).turns, pseudonyms)
    return Fitted(key, max(_said(written) - _said(key), 0))


def original_of(transcript: Transcript, keys: Iterable[Key]) -> tuple[tuple[Turn, ...], int]:
    """The turns with their names, and how many words of the key were corrected since."""
    fitted = fitting_key(transcript, keys)
    return restored(talk_of(transcript).turns, fitted.key), fitted.missing


def key_after_replacing(
    transcript: Transcript,
    chosen: Mapping[str, str],
    *,
    left: frozenset[Place],
    keys: Iterable[Key] = (),
) -> Key:
    """The key of the transcript once more words are replaced, with those of its own key.

    Raises TranscriptFileError where keys are given and none of them is its own.
    """
    keys = tuple(keys)
    replacing = key_of_replacing(transcript, chosen, left=left)
    earlier = placed(fitting_key(transcript, keys).key) if keys else ()
    turns, _key = replaced_at(talk_of(transcript).turns, replacing.occurrences)
    return key_of(turns, after_replacing(earlier, replacing))


def _said(key: Key) -> int:
    return sum(occurrence.part == TEXT for occurrence in key.occurrences)


def _through(pseudonyms: tuple[Placed, ...], change: TranscriptChange) -> tuple[Placed, ...]:
    if change.kind == SWITCH:
        raise TranscriptFileError(
            "The key is of the other language of this transcript. Use the key of the language that "
            "is coded now, or let the other one be coded."
        )
    if not change.before["runs"] or change.kind == TRANSLATION:
        return pseudonyms
    old: dict[int, Turn] = {}
    edits = []
    for was, became in zip(change.before["runs"], change.after["runs"], strict=True):
        turns = [turn for _guid, turn in logged_turns(was)]
        old |= dict(enumerate(turns, start=was["first"]))
        edits.append(
            Edit(was["first"], len(turns), tuple(turn for _guid, turn in logged_turns(became)))
        )
    nothing = Turn("", None, None, "")
    return after_edits(pseudonyms, [old.get(n, nothing) for n in range(max(old) + 1)], edits)
