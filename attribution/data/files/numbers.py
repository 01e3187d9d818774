"""Numbers as people write them: with a decimal point or comma, and with marks of thousands."""

import re
from dataclasses import dataclass
from functools import cached_property

BLANKS = " \u00a0\u2009\u202f"
"""The spaces that stand between thousands: any of them where `thousands` is a space."""

_minus = str.maketrans({"\N{MINUS SIGN}": "-"})


@dataclass(frozen=True)
class NumberFormat:
    """`decimal` is "." or ","; `thousands` is "", ".", ",", "'" or " ", which is any space."""

    decimal: str = "."
    thousands: str = ""

    @staticmethod
    def all() -> list["NumberFormat"]:
        """Every way to write numbers, those without marks of thousands first."""
        return [
            NumberFormat(decimal, thousands)
            for thousands in ("", ".", ",", "'", " ")
            for decimal in (",", ".")
            if decimal != thousands
        ]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        whole = r"\d+"
        if self.thousands:
            mark = {" ": f"[{BLANKS}]", "'": "['\N{RIGHT SINGLE QUOTATION MARK}]"}.get(
                self.thousands, re.escape(self.thousands)
            )
            whole = rf"\d{{1,3}}(?:{mark}\d{{3}})+|\d+"
        decimal = re.escape(self.decimal)
        return re.compile(
            rf"([+-]?)((?:{whole})?)(?:{decimal}(\d*))?((?:[eE][+-]?\d{{1,3}})?)", re.ASCII
        )

    def number(self, text: str) -> float | None:
        """The finite number that a text says, or None where it says none."""
        match = self._pattern.fullmatch(text.translate(_minus))
        if match is None or not (match[2] or match[3]):
            return None
        whole = "".join(filter(str.isdigit, match[2]))
        number = float(f"{match[1]}{whole or 0}.{match[3] or 0}{match[4]}")
        return number if abs(number) != float("inf") else None

    def decimals(self, text: str) -> int:
        """How many decimals a number is written with."""
        match = self._pattern.fullmatch(text.translate(_minus))
        return len(match[3] or "") if match else 0
