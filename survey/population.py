"""Who takes part: people, pilots or simulated participants, and how far they get.

The three populations never mix.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Population(StrEnum):
    """Only people are counted, analysed and held in audit chains.

    A pilot is a researcher who tries the study. A simulated participant is a program.
    """

    PEOPLE = "people"
    PILOTS = "pilots"
    SIMULATED = "simulated"

    @property
    def singular(self) -> str:
        """What one of them is called."""
        return _SINGULAR[self]

    def label(self, number: int) -> str:
        """What the team calls the one with this number, such as P7; S7 is a simulated one."""
        return f"{_BEFORE_NUMBERS[self]}{number}"


_SINGULAR = {
    Population.PEOPLE: "participant",
    Population.PILOTS: "pilot",
    Population.SIMULATED: "simulated participant",
}

_BEFORE_NUMBERS = {
    Population.PEOPLE: "P",
    Population.PILOTS: "pilot ",
    Population.SIMULATED: "S",
}

POPULATIONS = [(population.value, population.singular) for population in Population]
"""For the choices of a field."""


@dataclass(frozen=True)
class ParticipantFlow:
    """How many of one population came, and how far they got.

    Everybody who began is counted once: as taking part, completed, stopped, withdrew or expired.
    `withdrew` had everything deleted at their own wish. `expired` had everything deleted when the
    retention promised to them was over; it counts by the state they had reached, in words.
    `screened_out` did not begin; it counts by reason, in words.
    """

    screened_out: Mapping[str, int]
    taking_part: int
    completed: int
    stopped: int
    withdrew: int
    expired: Mapping[str, int]

    @property
    def began(self) -> int:
        return self.taking_part + self.answered + self.withdrew + self.expired_in_all

    @property
    def answered(self) -> int:
        """How many completed, or stopped and let their answers be kept."""
        return self.completed + self.stopped

    @property
    def expired_in_all(self) -> int:
        return sum(self.expired.values())
