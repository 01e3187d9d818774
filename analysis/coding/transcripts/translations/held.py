"""A translation between its file and the database, signed and held by the browser."""

from dataclasses import dataclass
from datetime import date

from django.core import signing

from analysis.coding.transcripts.held import HELD_FOR, key_in, plain_key, sign
from analysis.coding.transcripts.keys import Key
from analysis.coding.transcripts.translations.write import Origin
from analysis.coding.transcripts.turns import Turn

SALT = "analysis.transcript.translation"


@dataclass(frozen=True)
class HeldTranslation:
    """What was read, with the speakers and times of the transcript; the keys are never stored.

    `seen` is the digest that the transcript had then.
    """

    transcript: int
    seen: str
    origin: Origin
    code_translation: bool
    remarks: tuple[str, ...]
    turns: tuple[Turn, ...]
    keys: tuple[tuple[Key, ...], ...] = ()

    def signed(self) -> str:
        """Raises TranscriptFileError for more than a form may carry."""
        day = self.origin.translated_on
        values = [
            self.transcript,
            self.seen,
            [self.origin.language, self.origin.translated_by, day and day.isoformat()],
            self.code_translation,
            self.remarks,
            [[turn.speaker, turn.start, turn.end, turn.text] for turn in self.turns],
            [[plain_key(key) for key in file] for file in self.keys],
        ]
        return sign(values, SALT)


def held_translation(signed: str) -> HeldTranslation:
    """Raises BadSignature for anything that was not signed here within a day."""
    pk, seen, origin, code_translation, remarks, turns, keys = signing.loads(
        signed, salt=SALT, max_age=HELD_FOR
    )
    language, who, day = origin
    return HeldTranslation(
        transcript=pk,
        seen=seen,
        origin=Origin(language, who, day and date.fromisoformat(day)),
        code_translation=code_translation,
        remarks=tuple(remarks),
        turns=tuple(Turn(*values) for values in turns),
        keys=tuple(tuple(key_in(key) for key in file) for file in keys),
    )
