"""What is said of a printed value, and which fractions could have given a percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    FOLLOWS = "follows"
    """Computed from what is printed; the paper does not print it."""
    FITS = "fits"
    POSSIBLE = "possible"
    """Neither confirmed nor excluded by what else is printed."""
    UNKNOWN = "cannot be told"
    DIFFERS = "differs"
    """Two places of the paper say different things."""
    IMPOSSIBLE = "cannot be right"


@dataclass(frozen=True)
class Finding:
    """`place` is where in the paper the value stands."""

    place: str
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class FileFindings:
    """What is said of a file of fixtures/reference."""

    file: str
    title: str
    findings: tuple[Finding, ...]


def equality(
    place: str, claim: str, *, printed: int, computed: int, arithmetic: str, of_paper: bool = False
) -> Finding:
    """A printed number beside the computed one; `of_paper` where the latter is printed as well."""
    if printed == computed:
        return Finding(place, Verdict.FITS, f"{claim}: {printed} is printed, and {arithmetic}.")
    verdict = Verdict.DIFFERS if of_paper else Verdict.IMPOSSIBLE
    return Finding(place, verdict, f"{claim}: {printed} is printed, but {arithmetic}.")


def fractions(percent: str, of: int) -> tuple[int, ...]:
    """The counts out of `of` whose share is `percent` as it is printed, rounded either way."""
    printed = Fraction(percent)
    half = Fraction(1, 2 * 10 ** len(percent.partition(".")[2]))
    nearest = int(printed * of / 100)
    return tuple(
        count
        for count in range(max(nearest - of // 100 - 1, 0), min(nearest + of // 100 + 2, of) + 1)
        if abs(Fraction(100 * count, of) - printed) <= half
    )


def words(names: Iterable[str]) -> str:
    """a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
