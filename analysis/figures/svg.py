"""The few elements that figures are drawn with.

Presentation attributes alone, no style and no script: strict content policies let them through.
"""

from collections.abc import Iterable
from html import escape

WIDTH = 720
INK, SOFT, LINE, BAR, PALE = "#1b1f24", "#57606a", "#c4cad1", "#4c78a8", "#eef2f6"
"""Told apart by their lightness alone, so that grey prints say as much."""

SIZE = 13
FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


BOLD = 1.12
"""How much wider bold letters are."""


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide a text will be, in a font that is rather wide."""
    narrow, wide = set("iljtfrI.,:;|'()[] -"), set("mwMW%")
    each = (0.4 if letter in narrow else 0.95 if letter in wide else 0.64 for letter in text)
    return sum(each) * size


def wrapped(text: str, width: float, size: float = SIZE) -> list[str]:
    """Lines that fit a width; a word longer than that keeps its line to itself."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def number(value: float) -> str:
    """A coordinate, to the tenth."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """`content` is markup already; attributes are escaped, and `_` in their names is a hyphen."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(
    words: str, x: float, y: float, *, size: float = SIZE, anchor: str = "start",
    fill: str = INK, weight: str = "normal",
) -> str:  # fmt: skip
    return element(
        "text", escape(words), x=x, y=y, font_size=size, text_anchor=anchor, fill=fill,
        font_weight=weight,
    )  # fmt: skip


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": INK, **attributes})


def drawing(key: str, title: str, description: str, height: float, parts: Iterable[str]) -> str:
    """A whole document of the common width; `key` keeps its ids apart from other figures'."""
    names = f"{key}-title {key}-description"
    content = "\n".join(
        (
            element("title", escape(title), id=f"{key}-title"),
            element("desc", escape(description), id=f"{key}-description"),
            rect(0, 0, WIDTH, height, fill="#ffffff"),
            *parts,
        )
    )
    return element(
        "svg", f"\n{content}\n", xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {number(height)}", width=WIDTH, height=height, role="img",
        aria_labelledby=names, font_family=FONT,
    )  # fmt: skip


def watermarked(svg: str, words: str) -> str:
    """The same drawing with large pale words across it, whatever size its view is."""
    width, height = map(float, svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    across = element(
        "text", escape(words), x=width / 2, y=height / 2, font_size=width / 18,
        text_anchor="middle", fill="#000000", fill_opacity=0.1, font_weight="bold",
        transform=f"rotate(-12 {number(width / 2)} {number(height / 2)})", aria_hidden="true",
    )  # fmt: skip
    return svg.strip().removesuffix("</svg>") + across + "\n</svg>"


def _attribute(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)
