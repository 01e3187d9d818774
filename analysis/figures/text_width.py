"""How wide words come out, without a font at hand, and where they break."""

import re
from collections.abc import Iterator

WIDTHS = {
    **dict.fromkeys("iljI.,:;'|!", 0.36),
    **dict.fromkeys('ftr()[]/-" ', 0.45),
    **dict.fromkeys("mwMW@%", 1.0),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.8),
}
"""At size 1, those of a wide sans-serif face (DejaVu), so that others fit as well."""
OTHER_LATIN, OTHER_SCRIPT = 0.66, 1.1


def width(text: str, size: float) -> float:
    return size * sum(
        WIDTHS.get(each, OTHER_LATIN if each < "\u0600" else OTHER_SCRIPT) for each in text
    )


def broken(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines no wider than `room`; a word that is wider is cut."""
    lines: list[str] = []
    for word in _cut(text, size, room):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _cut(text: str, size: float, room: float) -> Iterator[str]:
    for word in text.split():
        if width(word, size) <= room:
            yield word
        else:
            yield from _pieces(word, size, room)


def _pieces(word: str, size: float, room: float) -> Iterator[str]:
    """A word that is too wide, cut after strokes and hyphens, or else where there is no room."""
    for piece in re.findall(r"[^/-]*[/-]|[^/-]+", word):
        part = ""
        for character in piece:
            if part and width(part + character, size) > room:
                yield part
                part = ""
            part += character
        yield part
