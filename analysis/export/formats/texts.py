"""Texts that are longer than a format holds."""

from collections.abc import Callable

Size = Callable[[str], int]


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf8_bytes(text: str) -> int:
    return len(text.encode())


def cut(text: str, longest: int, size: Size, table: str) -> str:
    """Text that fits; one that was too long says at its end that it goes on, and where."""
    if len(text) * 4 <= longest or size(text) <= longest:
        return text
    return _within(text, longest, size, f" [Cut here, as it does not fit: see {table}.csv]")


def shortened(text: str, longest: int, size: Size = utf8_bytes) -> str:
    """A label that fits."""
    return text if size(text) <= longest else _within(text, longest, size, "…")


def _within(text: str, longest: int, size: Size, sign: str) -> str:
    """The longest beginning of a text that fits together with a sign behind it."""
    room = longest - size(sign)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= room else (low, middle - 1)
    return text[:low] + sign
