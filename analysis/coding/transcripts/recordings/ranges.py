"""Parts of a file, as players ask for them by the header Range (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CHUNK = 64 * 1024
_one = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Part(NamedTuple):
    """Bytes from `first` on, up to `end`, which is not among them."""

    first: int
    end: int


def part_asked_for(header: str, size: int) -> Part | None:
    """None for the whole file: also where several parts are asked for, or none that is understood.

    Raises ValueError for a part that begins behind the end.
    """
    asked = _one.fullmatch(header.replace(" ", ""))
    if asked is None or asked[1] == asked[2] == "":
        return None
    if not asked[1]:
        first, end = max(size - int(asked[2]), 0), size
    else:
        first, end = int(asked[1]), min(int(asked[2] or size) + 1, size)
        if asked[2] and int(asked[2]) < first:
            return None
    if first >= end:
        raise ValueError(header)
    return Part(first, end)


def read_part(path: Path, part: Part) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(part.first)
        left = part.end - part.first
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
