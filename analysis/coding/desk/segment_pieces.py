"""A text with its coded segments, in pieces that are each coded the same throughout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Piece(Generic[T]):
    """A part of a text, and what covers all of it."""

    text: str
    start: int
    marks: tuple[T, ...]


def pieces(text: str, spans: Iterable[tuple[int, int, T]]) -> Iterator[Piece[T]]:
    """Cut a text wherever a span, from its start to before its end, begins or ends."""
    ordered = sorted(spans, key=lambda span: span[0])
    cuts = sorted({0, len(text), *(edge for start, end, _ in ordered for edge in (start, end))})
    open_now: list[tuple[int, T]] = []
    waiting = iter(ordered)
    following = next(waiting, None)
    for start, end in pairwise(cuts):
        open_now = [each for each in open_now if each[0] > start]
        while following is not None and following[0] <= start:
            open_now.append((following[1], following[2]))
            following = next(waiting, None)
        yield Piece(text[start:end], start, tuple(mark for _, mark in open_now))
