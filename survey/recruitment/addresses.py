"""Reading e-mail addresses from a text: one a line, or a table as a spreadsheet saves it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from survey.errors import AddressesRefused

MOST, LONGEST, LARGEST = 5_000, 254, 1_000_000
"""Addresses in a list, characters of one, and characters of the whole text."""

MOST_NAMED = 10
BORDER = re.compile(r"[,;\t]")

_validate = EmailValidator()


@dataclass(frozen=True)
class AddressList:
    """Different addresses as they were written, and how many came once more."""

    addresses: tuple[str, ...]
    repeated: int


def read_addresses(text: str) -> AddressList:
    """The addresses in a text, in their order.

    A line may hold several, and other cells of a table beside them. A first line without any is
    taken for the heading of a table. Raises AddressesRefused, which names each line that holds no
    address or a wrong one.
    """
    if len(text) > LARGEST:
        raise AddressesRefused(f"This list has more than {LARGEST:,} characters. Send it in parts.")
    problems: list[str] = []
    addresses: dict[str, str] = {}
    read = 0
    for number, line in _lines(text):
        if len(problems) > MOST:
            raise AddressesRefused("This is no list of addresses. Choose another file.")
        candidates = [cell for cell in _cells(line) if "@" in cell]
        if not candidates and number > 1:
            problems.append(f"Line {number} holds no e-mail address: “{_short(line)}”.")
        for candidate in candidates:
            read += 1
            if not _is_address(candidate):
                problems.append(f"Line {number}: “{_short(candidate)}” is no e-mail address.")
            addresses.setdefault(candidate.lower(), candidate)
    _require_fit(problems, addresses)
    return AddressList(tuple(addresses.values()), read - len(addresses))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.strip(" \t,;"):
            yield number, line


def _cells(line: str) -> Iterator[str]:
    """The cells of a line; of “Ada Example <ada@example.org>”, what is between the brackets."""
    for cell in BORDER.split(line):
        bare = cell.strip().strip("\"'").strip()
        bracketed = re.fullmatch(r"[^<>]*<([^<>]+)>", bare)
        yield bracketed[1].strip() if bracketed else bare


def _is_address(text: str) -> bool:
    try:
        _validate(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST


def _require_fit(problems: list[str], addresses: dict[str, str]) -> None:
    more = len(problems) - MOST_NAMED
    if problems:
        raise AddressesRefused(
            *problems[:MOST_NAMED],
            *([f"And {more} more lines."] if more > 0 else []),
            "Nothing was stored: correct the list and send it again.",
        )
    if not addresses:
        raise AddressesRefused("There is no address. Choose a file, or write one in each line.")
    if len(addresses) > MOST:
        raise AddressesRefused(f"These are more than {MOST:,} addresses. Send them in parts.")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
