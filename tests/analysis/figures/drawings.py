"""What the tests of figures look for in a drawing."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "rect", "text", "line", "circle", "polygon"}


def parsed(svg: str) -> Element:
    """The drawing, which has a title, a description and only elements that show something."""
    drawing: Element = fromstring(svg)
    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= ELEMENTS
    title, description = drawing[0], drawing[1]
    assert title.text
    assert description.text
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    return drawing


def all_of(drawing: Element, name: str) -> list[Element]:
    return list(drawing.iter(f"{SVG}{name}"))


def words(drawing: Element) -> list[str]:
    return [text.text or "" for text in all_of(drawing, "text")]


def number(element: Element, attribute: str) -> float:
    return float(element.get(attribute, "nan"))
