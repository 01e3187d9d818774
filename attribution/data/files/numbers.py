"""Numbers as people write them: with a decimal point or comma, and with marks of thousands."""

import re
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

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
    def _between(self) -> str:
        """The characters that may stand between thousands."""
        return {" ": BLANKS, "'": "'\N{RIGHT SINGLE QUOTATION MARK}"}.get(
            self.thousands, self.thousands
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        between, decimal = re.escape(self._between), re.escape(self.decimal)
        whole = rf"(?:\d{{1,3}}(?:[{between}]\d{{3}})+|\d+)" if between else r"\d+"
        return re.compile(
            rf"[+-]?(?:{whole}(?:{decimal}(\d*))?|{decimal}(\d+))(?:[eE][+-]?\d{{1,3}})?", re.ASCII
        )

    def number(self, text: str) -> float | None:
        """The finite number that a text says, or None where it says none."""
        if not text.isascii():
            text = text.translate(_minus)
        if self._pattern.fullmatch(text) is None:
            return None
        for mark in self._between:
            text = text.replace(mark, "")
        number = float(text.replace(self.decimal, "."))
        return number if isfinite(number) else None

    def decimals(self, text: str) -> int:
        """How many decimals a number is written with."""
        match = self._pattern.fullmatch(text.translate(_minus))
        return len(match[1] or match[2] or "") if match else 0
