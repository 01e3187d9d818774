"""Participants who read before they go on, as long as people do or several times faster."""

import re
import time
from random import Random

from checks.support.participant_script import ScriptedParticipant
from survey.simulation.times import (
    SECONDS_BEFORE_APPLY,
    SECONDS_TO_CONFIRM,
    WORDS_A_SECOND,
    varied,
)

MARKUP = re.compile(r"<[^>]*>")
WRITING = re.compile(r"<textarea")
SECONDS_TO_WRITE = 40.0
"""As simulated participants take for a free text (survey.simulation.times)."""


class ReadingParticipant(ScriptedParticipant):
    def __init__(self, port: int, pace: float, chance: Random) -> None:
        super().__init__(port)
        self.pace, self.chance = pace, chance

    def submit(self, answers: dict[str, object]) -> None:
        self._wait(SECONDS_TO_CONFIRM if "submit" in answers else self._seconds_to_read())
        super().submit(answers)

    def apply(self, setting: dict[str, object]) -> None:
        self._wait(SECONDS_BEFORE_APPLY)
        super().apply(setting)

    def _seconds_to_read(self) -> float:
        word_count = len(MARKUP.sub(" ", self.text.partition("<main")[2]).split())
        return word_count / WORDS_A_SECOND + SECONDS_TO_WRITE * len(WRITING.findall(self.text))

    def _wait(self, seconds: float) -> None:
        time.sleep(varied(seconds, self.chance) / self.pace)
