"""Several small bar charts in two columns, one a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.svg import (
    BAR,
    BOLD,
    LINE,
    WIDTH,
    drawing,
    line,
    rect,
    text,
    width_of,
    wrapped,
)

ROW, SPACE, VALUE, SMALL = 20.0, 26.0, 78.0, 12
COLUMN = (WIDTH - SPACE) / 2
MOST_LABEL = 170.0


@dataclass(frozen=True)
class Block:
    """A question, its options, how many chose each and in which words that is shown."""

    title: str
    labels: Sequence[str]
    counts: Sequence[int]
    texts: Sequence[str]


def bar_blocks(key: str, title: str, description: str, blocks: Sequence[Block]) -> str:
    """Each block goes below whichever column is shorter; a bar's full length is its largest."""
    bottoms, parts = [0.0, 0.0], []
    for block in blocks:
        column = bottoms.index(min(bottoms))
        drawn, height = _block(block, column * (COLUMN + SPACE), bottoms[column])
        parts += drawn
        bottoms[column] += height + SPACE
    return drawing(key, title, description, max(bottoms) - SPACE / 2, parts)


def _block(block: Block, x: float, top: float) -> tuple[list[str], float]:
    heading = wrapped(block.title, COLUMN / BOLD)
    parts = [text(words, x, top + 16 + at * 16, weight="bold") for at, words in enumerate(heading)]
    start = y = top + 16 * len(heading) + 10
    left = min(MOST_LABEL, max(width_of(label, SMALL) for label in block.labels) + 10)
    room = COLUMN - left - VALUE
    for label, count, words in zip(block.labels, block.counts, block.texts, strict=True):
        lines = wrapped(label, left - 8, SMALL)
        parts += [
            text(each, x + left - 8, y + 14 + at * 14, anchor="end", size=SMALL)
            for at, each in enumerate(lines)
        ]
        length = room * count / max(*block.counts, 1)
        parts.append(rect(x + left, y + 3, length, ROW - 6, fill=BAR))
        parts.append(text(words, x + left + length + 6, y + 14, size=SMALL))
        y += ROW + (len(lines) - 1) * 14
    parts.append(line(x + left, start, x + left, y, stroke=LINE))
    return parts, y - top
