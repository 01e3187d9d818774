"""How wide text is without a font at hand, and where it is broken into lines."""

import re
from collections.abc import Iterator

from analysis.figures.svg import SIZE

LETTER_WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!", 0.36),
    **dict.fromkeys('ftr()[]/-" ', 0.45),
    **dict.fromkeys("mwMW@%", 1.0),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.8),
}
"""Widths at size 1 in DejaVu Sans, a wide face, so that text set in other faces fits as well."""

OTHER_LATIN, OTHER_SCRIPT = 0.66, 1.1
FIRST_OTHER_SCRIPT = "\u0600"
"""From Arabic on, letters count as wide as Chinese ones."""

BOLD = 1.12
"""How much wider bold letters are."""


def text_width(text: str, size: float = SIZE) -> float:
    """An upper estimate of the width of a line, in the units of its letters' size."""
    return size * sum(
        LETTER_WIDTHS.get(letter, OTHER_LATIN if letter < FIRST_OTHER_SCRIPT else OTHER_SCRIPT)
        for letter in text
    )


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """The text in lines no wider than `width`, at least one; a word that is wider is cut."""
    lines = [""]
    for word in _fitting_words(text, width, size):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _fitting_words(text: str, width: float, size: float) -> Iterator[str]:
    for word in text.split():
        if text_width(word, size) <= width:
            yield word
        else:
            yield from _cut(word, width, size)


def _cut(word: str, width: float, size: float) -> Iterator[str]:
    """Pieces of a word that is too wide, cut after strokes and hyphens or else where it ends."""
    for piece in re.findall(r"[^/-]*[/-]|[^/-]+", word):
        part = ""
        for letter in piece:
            if part and text_width(part + letter, size) > width:
                yield part
                part = ""
            part += letter
        yield part
