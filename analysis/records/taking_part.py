"""How and when the analysed took part: plain values, read by `analysis.records.collection`."""

from dataclasses import dataclass

from core.arrays import Booleans, Floats, Integers


@dataclass(frozen=True, eq=False)
class TakingPart:
    """The analysed, by the numbers of persons in `Trials`; arrays [people].

    `seconds` run from the consent to the end, breaks included; NaN for whoever stopped. `attempts`
    counts attempts at the comprehension check, 0 where the version has none.
    """

    completed: Booleans
    seconds: Floats
    attempts: Integers


@dataclass(frozen=True)
class CheckedQuestion:
    """A question of the comprehension check: how many answered it, and how many right at first."""

    key: str
    people: int
    right: int


@dataclass(frozen=True)
class EnrolmentPeriod:
    """When a study was open, as days; `closes_on` is empty where no end was set."""

    opens_on: str
    closes_on: str
    quota: int
    invited_only: bool


@dataclass(frozen=True)
class Collection:
    """When and in which languages the analysed consented. Days are in UTC, such as 2027-01-31.

    They are empty where nobody is analysed, and for simulated participants, who have none.
    `period` is None where no enrolment window was set, and for simulated participants.
    """

    first_day: str
    last_day: str
    languages: tuple[tuple[str, int], ...]
    period: EnrolmentPeriod | None
    checked: tuple[CheckedQuestion, ...]
