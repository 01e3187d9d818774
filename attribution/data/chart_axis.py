"""Axes of charts: their ranges, their ticks, and numbers as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

from attribution.scales import MINUS

NICE = (1, 2, 5, 10)
"""A distance of ticks is one of these times a power of ten."""

FEWEST_DIGITS, MOST_DIGITS = 3, 12
NEARLY = 1e-3
"""A tick may lie beyond an end of its axis by this share of the distance between ticks."""

LARGE, SMALL = 1e7, 1e-4
"""Sizes from which on a number is written with a power of ten."""


@dataclass(frozen=True)
class Axis:
    """A range with its ticks, each a number and its text. `title` names the unit, if there is one.

    `digits` are the significant ones that tell numbers of the range apart.
    """

    title: str
    low: float
    high: float
    digits: int
    ticks: tuple[tuple[float, str], ...]

    def share(self, number: float) -> float:
        """Where a number lies, from 0 at the low end to 1 at the high one."""
        return (number - self.low) / (self.high - self.low)

    def text(self, number: float) -> str:
        """A number of the range; what sums leave over of a zero is written as zero."""
        noise = (self.high - self.low) * 1e-9
        return written(0.0 if abs(number) < noise else number, self.digits)

    @property
    def range_words(self) -> str:
        """Such as Power (kW) from 0 to 3.5."""
        return f"{self.title} from {self.text(self.low)} to {self.text(self.high)}"


def axis_of(title: str, numbers: Iterable[float], *, most_ticks: int) -> Axis:
    """The axis from the lowest to the highest number; a little wider where they are all equal."""
    values = tuple(numbers)
    low, high = min(values), max(values)
    if _is_flat(low, high):
        room = abs(low) / 10 or 1.0
        low, high = low - room, high + room
    step = _tick_distance((high - low) / most_ticks)
    first, last = ceil(low / step - NEARLY), floor(high / step + NEARLY)
    places = [position * step for position in range(first, last + 1)]
    digits = digits_for(low, high)
    texts = (written(place, _digits(max(map(abs, places)), step)) for place in places)
    return Axis(title, low, high, digits, tuple(zip(places, texts, strict=True)))


def digits_for(low: float, high: float) -> int:
    """The significant digits by which numbers of a range differ where people can see it."""
    largest = max(abs(low), abs(high))
    if _is_flat(low, high):
        return FEWEST_DIGITS
    return max(FEWEST_DIGITS, _digits(largest, (high - low) / 100))


def written(number: float, digits: int) -> str:
    """To so many significant digits, such as 1250, −0.5 or 3.2e7."""
    if not number:
        return "0"
    size = abs(number)
    if SMALL <= size < LARGE:
        text = f"{size:.{max(digits, floor(log10(size)) + 1)}g}"
    else:
        mantissa, exponent = f"{size:.{max(digits - 1, 0)}e}".split("e")
        short = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        text = f"{short}e{int(exponent)}".replace("-", MINUS)
    return f"{MINUS}{text}" if number < 0 else text


def _is_flat(low: float, high: float) -> bool:
    """Whether two numbers are too close for an axis between them."""
    return high - low <= max(abs(low), abs(high)) * 10.0 ** (3 - MOST_DIGITS)


def _tick_distance(smallest: float) -> float:
    power = 10.0 ** floor(log10(smallest))
    return next(nice * power for nice in NICE if nice * power >= smallest * (1 - 1e-9))


def _digits(largest: float, step: float) -> int:
    """As many significant digits as tell `largest` from the number a step below it."""
    if not largest:
        return 1
    return min(MOST_DIGITS, max(1, floor(log10(largest)) - floor(log10(step) + 1e-9) + 1))
