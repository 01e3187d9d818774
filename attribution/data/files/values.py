"""What people see of a value, and values that look alike."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_invisible = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_blank = re.compile(r"\s+")


def cleaned(value: str) -> str:
    """The value composed (NFC), without characters that nobody sees and blanks around it.

    Soft hyphens, marks of direction, zero-width spaces and control characters are left out; line
    breaks and other blanks inside become one space each. Joiners, which some scripts need, stay.
    """
    if value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    visible = _invisible.sub("", unicodedata.normalize("NFC", value))
    return _blank.sub(" ", visible).strip()


def holds_invisible(value: str) -> bool:
    return _invisible.search(value) is not None


def alike(values: Iterable[str]) -> list[list[str]]:
    """Groups of values that differ only in case, width, kind of dash, or letters of other scripts.

    By NFKC and case folding, and by the Greek and Cyrillic letters that look like Latin ones.
    """
    groups = defaultdict(list)
    for value in values:
        groups[_appearance(value)].append(value)
    return [group for group in groups.values() if len(group) > 1]


_look_latin = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u03bf\u03b1\u2010\u2011\u2012\u2013\u2014\u2212\u2019",
    "aeopcyxioa------'",
)


def _appearance(value: str) -> str:
    folded = unicodedata.normalize("NFKC", value).casefold().translate(_look_latin)
    return _blank.sub("", folded)
