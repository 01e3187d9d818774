"""How people read a measure: in which unit, and to how many digits."""

from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"
SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Scale:
    """A number is multiplied by `factor`, rounded to `decimals` and followed by the unit.

    A change has a unit of its own: shares are percent, their changes percentage points.
    """

    decimals: int
    factor: int = 1
    unit: str = ""
    unit_of_change: str = ""

    def rounded(self, number: float) -> float:
        """The number that people read."""
        return float(self._digits(number))

    def value(self, number: float) -> str:
        return f"{self._digits(number)}{self.unit}"

    def value_with_spread(self, number: float, spread: float) -> str:
        return f"{self._digits(number)}{SPACE}±{SPACE}{self._digits(spread)}{self.unit}"

    def change(self, number: float) -> str:
        return f"{self._signed(number)}{self.unit_of_change}"

    def change_with_spread(self, number: float, spread: float) -> str:
        return f"{self._signed(number)}{SPACE}±{SPACE}{self._digits(spread)}{self.unit_of_change}"

    def _digits(self, number: float) -> str:
        return f"{number * self.factor:.{self.decimals}f}"

    def _signed(self, number: float) -> str:
        """With a sign, unless the number is shown as zero."""
        size = self.rounded(number)
        sign = "" if size == 0 else "+" if size > 0 else MINUS
        return f"{sign}{abs(size):.{self.decimals}f}"


NATS = Scale(decimals=3)
"""Cross-entropies, whose unit is not printed."""

SHARE = Scale(decimals=1, factor=100, unit=f"{SPACE}%", unit_of_change=f"{SPACE}points")
"""Probabilities and accuracies, which are kept as numbers between 0 and 1."""
