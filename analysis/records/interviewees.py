"""The participants of interviews as plain records, for reports, exports and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy


@dataclass(frozen=True)
class TranscriptRecord:
    """An interview, without its words. What nobody recorded of it is None or empty.

    `mode` is in words, such as by video call. `turns` and `words` count all that was said in it, by
    interviewers too, in the language that is coded.
    """

    pk: int
    position: int
    title: str
    held_on: date | None
    mode: str
    minutes: int | None
    language: str
    parallel_language: str
    translated_by: str
    turns: int
    words: int


@dataclass(frozen=True)
class IntervieweeRecord:
    """A participant of interviews: `attributes` are shown values by their keys, none of them empty.

    `missing` names the required attributes that nobody has typed yet, by their titles.
    """

    pk: int
    label: str
    attributes: Mapping[str, str]
    missing: tuple[str, ...]
    channel: str
    consented_on: date
    consent_language: str
    version: str
    synthetic: bool
    transcripts: tuple[TranscriptRecord, ...] = ()


@dataclass(frozen=True)
class InterviewSample:
    """Everybody who takes part in a study of interviews, in the order of its sample table.

    `version` and `definition` are the newest ones. `attributes` are the columns of the table by
    their keys: those of all versions, in the order and the words of the newest that has them.
    `withdrawn` had everything deleted at their own wish; `expired`, when the retention promised to
    them was over.
    """

    version: str
    definition: InterviewStudy
    attributes: Mapping[str, Attribute]
    people: tuple[IntervieweeRecord, ...]
    withdrawn: int
    expired: int

    @property
    def consented(self) -> int:
        """Everybody who ever consented, whether anything of them is still there or not."""
        return len(self.people) + self.withdrawn + self.expired
