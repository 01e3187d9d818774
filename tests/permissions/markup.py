"""What a policy without inline code would stop, found in a page before a browser finds it."""

from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from lxml import html
from lxml.etree import Element

DATA = ("application/json", "application/ld+json")
FETCHED = {"src", "srcset", "poster", "data", "action", "formaction"}


def inline_code(page: str, policy: str = "") -> list[str]:
    """Inline scripts, handlers and styles, but for a style that the policy names by its digest."""
    return [code for element in _elements(page) for code in _inline(element, policy)]


def asked_elsewhere(page: str) -> list[str]:
    """Addresses on other hosts that opening the page, or a form on it, would ask."""
    return [address for element in _elements(page) for address in _asked(element)]


@lru_cache(maxsize=1)  # a page is looked through for one thing after the other
def _elements(page: str) -> list[html.HtmlElement]:
    """By a parser in C: thousands of pages are looked through."""
    return list(html.document_fromstring(page).iter(Element)) if page.strip() else []


def _inline(element: html.HtmlElement, policy: str) -> Iterator[str]:
    tag = element.tag
    if tag == "script" and "src" not in element.attrib and element.get("type") not in DATA:
        yield "<script>"
    if tag == "style" and element.text and not _is_named(element.text, policy):
        yield "<style>"
    for name, value in element.attrib.items():
        is_script = value.strip().lower().startswith("javascript:")
        if name == "style" or name.startswith("on") or is_script:
            yield f'<{tag} {name}="{value}">'


def _is_named(style: str, policy: str) -> bool:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"'sha256-{digest}'" in policy


def _asked(element: html.HtmlElement) -> Iterator[str]:
    """What a browser fetches by itself, and where a form goes; links wait for somebody to click."""
    for name, value in element.attrib.items():
        where = value.strip().lower()
        if where.startswith("data:image/"):  # embedded: nobody is asked
            continue
        is_fetched = name in FETCHED or (name == "href" and element.tag in {"link", "base"})
        if is_fetched and "//" in where.partition("?")[0]:
            yield where
