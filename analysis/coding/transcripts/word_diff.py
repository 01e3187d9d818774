"""Which words of a text changed, and where the others are in its new wording."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_token = re.compile(r"\[[^\[\]\n]{1,40}\]|\w+|\s+|.", re.DOTALL)
"""A pseudonym is one word, so that no segment covers half of it."""
MOST_CHANGES = 400
"""Words put in or taken out up to which each change is found; beyond, all between the first and
the last of them counts as one."""


@dataclass(frozen=True)
class Stretch:
    """Old characters `[start, end)` that are the new ones `[new_start, new_end)`.

    Unless `same`, they were replaced; without new ones they were taken out.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool


def stretches(old: str, new: str) -> tuple[Stretch, ...]:
    """The shortest way from one text to the other, word by word, after E. W. Myers,
    Algorithmica 1 (1986), 251-266: O(ND) for N words of which D changed.

    `difflib` takes quadratic time where words repeat, as they do in hours of talk.
    """
    olds, news = _token.findall(old), _token.findall(new)
    first = _common(olds, news)
    last = _common(olds[first:][::-1], news[first:][::-1])
    middle = olds[first : len(olds) - last], news[first : len(news) - last]
    pairs = [
        *((number, number) for number in range(first)),
        *((first + a, first + b) for a, b in _kept(*middle)),
        *((len(olds) - back, len(news) - back) for back in range(last, 0, -1)),
    ]
    return tuple(_joined(_starts(olds), _starts(news), [*pairs, (len(olds), len(news))]))


def moved(found: Sequence[Stretch], start: int, end: int) -> tuple[int, int] | None:
    """Where a segment of the old text is in the new one; None where all its words are gone.

    A segment that cuts through replaced words covers all that stands there now.
    """
    reached = [
        stretch
        for stretch in found
        if stretch.start < end and start < stretch.end and stretch.new_start < stretch.new_end
    ]
    if not reached:
        return None
    first, last = reached[0], reached[-1]
    new_start = first.new_start + max(start - first.start, 0) * first.same
    new_end = last.new_end - max(last.end - end, 0) * last.same
    return new_start, new_end


def _common(olds: Sequence[str], news: Sequence[str]) -> int:
    length = min(len(olds), len(news))
    return next((n for n in range(length) if olds[n] != news[n]), length)


def _kept(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """The positions of words that stay, in both texts.

    `reach` holds how far in the old words a way comes on each diagonal, old minus new position.
    """
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for changes in range(min(len(olds) + len(news), MOST_CHANGES) + 1):
        trail.append(dict(reach))
        for diagonal in range(-changes, changes + 1, 2):
            before = _before(reach, changes, diagonal)
            a = reach[before] + (before < diagonal)
            b = a - diagonal
            while a < len(olds) and b < len(news) and olds[a] == news[b]:
                a, b = a + 1, b + 1
            reach[diagonal] = a
            if a >= len(olds) and b >= len(news):
                return _way_back(trail, len(olds), len(news))
    return []


def _before(reach: Mapping[int, int], changes: int, diagonal: int) -> int:
    """The diagonal that a way came from: the one above puts a word in, the one below takes one."""
    puts_in = diagonal == -changes or (
        diagonal != changes and reach[diagonal - 1] < reach[diagonal + 1]
    )
    return diagonal + 1 if puts_in else diagonal - 1


def _way_back(trail: Sequence[Mapping[int, int]], a: int, b: int) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for changes in range(len(trail) - 1, -1, -1):
        before = _before(trail[changes], changes, a - b)
        old = trail[changes][before]
        new = old - before
        while a > old and b > new:
            a, b = a - 1, b - 1
            kept.append((a, b))
        a, b = old, new
    return kept[::-1]


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _joined(
    olds: list[int], news: list[int], pairs: Sequence[tuple[int, int]]
) -> Iterator[Stretch]:
    """Neighbouring words that stay make one stretch, and so does what lies between."""
    begin, a, b = (0, 0), 0, 0
    for kept in pairs:
        if kept != (a, b):
            if begin != (a, b):
                yield Stretch(olds[begin[0]], olds[a], news[begin[1]], news[b], same=True)
            yield Stretch(olds[a], olds[kept[0]], news[b], news[kept[1]], same=False)
            begin = kept
        a, b = kept[0] + 1, kept[1] + 1
    if begin != (a - 1, b - 1):
        yield Stretch(olds[begin[0]], olds[a - 1], news[begin[1]], news[b - 1], same=True)
