"""How long a WebM file lasts, by the elements of its container (RFC 8794 and RFC 9559)."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

SEGMENT, INFO, CLUSTER, BLOCK_GROUP = 0x18538067, 0x1549A966, 0x1F43B675, 0xA0
SCALE, DURATION, TIMESTAMP, BLOCK, SIMPLE_BLOCK = 0x2AD7B1, 0x4489, 0xE7, 0xA1, 0xA3
OPENED = {SEGMENT, INFO, CLUSTER, BLOCK_GROUP}
READ = {SCALE, DURATION, TIMESTAMP}
NANOSECONDS = 1_000_000
"""In a tick, where the file says nothing else."""
LONGEST_VALUE = 8
"""Bytes of a number."""


class Element(NamedTuple):
    """An element that is read, with its bytes; of a block, the first ones."""

    id: int
    content: bytes


def seconds_of_webm(file: BinaryIO) -> float | None:
    """By the duration that the file names, else by its last block; None where it has neither."""
    scale, named, cluster, last = NANOSECONDS, 0.0, 0, 0
    for element in _elements(file):
        match element.id:
            case 0x2AD7B1:
                scale = int.from_bytes(element.content)
            case 0x4489:
                named = _float(element.content)
            case 0xE7:
                cluster = int.from_bytes(element.content)
            case _:
                last = max(last, cluster + _offset(element.content))
    ticks = named or last
    return ticks * scale / 1e9 if ticks else None


def _elements(file: BinaryIO) -> Iterator[Element]:
    """The elements that tell times, wherever they stand; others are passed over."""
    while (element := _number(file, keeps_mark=True)) is not None:
        size = _number(file, keeps_mark=False)
        if size is None:
            return
        if element in OPENED:
            continue
        if element in READ and size <= LONGEST_VALUE:
            yield Element(element, file.read(size))
            continue
        if element in {BLOCK, SIMPLE_BLOCK}:
            head = file.read(min(size, 12))
            yield Element(element, head)
            size -= len(head)
        file.seek(size, 1)


def _number(file: BinaryIO, *, keeps_mark: bool) -> int | None:
    """A number of variable length, whose first byte marks how long it is."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    length = 9 - first[0].bit_length()
    rest = file.read(length - 1)
    if len(rest) < length - 1:
        return None
    head = first[0] if keeps_mark else first[0] & (0xFF >> length)
    return int.from_bytes(bytes([head]) + rest)


def _float(content: bytes) -> float:
    if len(content) not in {4, 8}:
        return 0.0
    (value,) = struct.unpack(">f" if len(content) == 4 else ">d", content)
    return float(value)


def _offset(block: bytes) -> int:
    """A block begins with the number of its track, and its time within the cluster."""
    if not block or not block[0]:
        return 0
    at = 9 - block[0].bit_length()
    return int.from_bytes(block[at : at + 2], signed=True)
