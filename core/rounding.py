"""Numbers to as many digits as every processor computes alike.

The last bits of a sum differ between processors, and so would a half that is rounded to the digits
that people read. Everything written is therefore rounded to ten significant digits first.
"""

SIGNIFICANT_DIGITS = 10


def rounded(number: float, digits: int = SIGNIFICANT_DIGITS) -> float:
    """Round to significant digits; zero has no sign."""
    return float(f"{number:.{digits}g}") + 0.0


def decimals(number: float, digits: int) -> str:
    """With as many decimals, such as 1.50."""
    return f"{rounded(number):.{digits}f}"


def significant(number: float, digits: int) -> str:
    """With as many significant digits at most, such as 0.0021."""
    return f"{rounded(number):.{digits}g}"
