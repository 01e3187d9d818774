"""The elements that every figure is drawn with.

They have presentation attributes only, neither styles nor scripts, so that the strictest content
security policy lets them through. Equal input gives equal bytes.
"""

from collections.abc import Iterable, Sequence
from html import escape

from core.rounding import decimals
from core.xml_text import fit

WIDTH = 720
"""Width of a figure in its own units, which are pixels on a page of that width."""

INK, SOFT, LINE, BAR, PALE = "#1b1f24", "#57606a", "#c4cad1", "#4c78a8", "#eef2f6"
"""Colours that differ in lightness, so that prints in grey show as much."""

SIZE = 13
"""Size of letters unless a figure names another one."""

BAND = 24
"""Height of the band that says what a figure is of."""

FONT = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"


def number(value: float) -> str:
    """A coordinate, rounded to tenths."""
    return decimals(value, 1).removesuffix(".0")


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """One element. `content` is markup; attributes are escaped, and `_` in their names becomes `-`.

    A trailing `_` allows names that Python reserves, such as `class_`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(
    content: str,
    x: float,
    y: float,
    *,
    size: float = SIZE,
    anchor: str = "start",
    fill: str = INK,
    weight: str = "normal",
    **attributes: str | float,
) -> str:
    """Words whose baseline is at `y`; `anchor` is start, middle or end."""
    return element(
        "text",
        _escaped(content),
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        fill=fill,
        font_weight=weight,
        **attributes,
    )


def text_lines(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    leading: float,
    size: float = SIZE,
    anchor: str = "start",
    weight: str = "normal",
) -> list[str]:
    """Lines below one another, the first at `y` and each `leading` below the one before."""
    return [
        text(line, x, y + index * leading, size=size, anchor=anchor, weight=weight)
        for index, line in enumerate(lines)
    ]


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": INK, **attributes})


def circle(x: float, y: float, radius: float, **attributes: str | float) -> str:
    return element("circle", cx=x, cy=y, r=radius, **attributes)


def drawing(
    key: str,
    title: str,
    description: str,
    height: float,
    parts: Iterable[str],
    *,
    width: float = WIDTH,
) -> str:
    """A whole document; `key` distinguishes its ids from those of other figures on a page."""
    content = "\n".join(
        (
            element("title", _escaped(title), id=f"{key}-title"),
            element("desc", _escaped(description), id=f"{key}-description"),
            rect(0, 0, width, height, fill="#ffffff"),
            *parts,
        )
    )
    return element(
        "svg",
        f"\n{content}\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{key}-title {key}-description",
        font_family=FONT,
    )


def watermarked(svg: str, words: str) -> str:
    """The same drawing with words in a band below it, where they lie over no number."""
    size = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0]
    width, height = map(float, size.split())
    band = rect(0, height, width, BAND, fill=PALE) + text(
        words, width / 2, height + BAND * 0.7, anchor="middle", weight="bold"
    )
    higher = height + BAND
    svg = svg.replace(f'viewBox="0 0 {size}"', f'viewBox="0 0 {number(width)} {number(higher)}"', 1)
    svg = svg.replace(f' height="{number(height)}"', f' height="{number(higher)}"', 1)
    return svg.strip().removesuffix("</svg>") + band + "\n</svg>"


def _escaped(content: str) -> str:
    return escape(fit(content))


def _attribute(value: str | float) -> str:
    return _escaped(value) if isinstance(value, str) else number(value)
