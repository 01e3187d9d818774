"""A page of the documentation as HTML, with links that lead to where it is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.urls import get_script_prefix, reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

from survey.design.texts import make_empty_header_cells, with_scrolling_tables
from workspace.help.library import HOME, file_of, files, name_of, resolved, text_of

PICTURES = "docs/images/"
SCHEMA = "docs/reference/study.schema.json"

# The pages are the project's own, and a few write keys as <kbd>.
_markdown = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Part:
    """A heading and the words below it, up to the next heading."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Page:
    file: str
    title: str
    html: str
    parts: tuple[Part, ...]

    @property
    def address(self) -> str:
        return address_of(self.file)


def address_of(file: str, anchor: str = "") -> str:
    """Where a page is read. Raises KeyError for a file that is no page."""
    if file not in files():
        raise KeyError(file)
    here = (
        reverse("workspace:help")
        if file == HOME
        else reverse("workspace:help_page", args=[name_of(file)])
    )
    return f"{here}#{element_id(anchor)}" if anchor else here


def element_id(anchor: str) -> str:
    """Apart from the names that the pages around it use, such as `content`."""
    return f"section-{anchor}"


def rendered(file: str) -> Page:
    """A page without its top heading, which is the title of the page around it."""
    return _rendered_below(get_script_prefix(), file)


@lru_cache(maxsize=256)
def _rendered_below(_path: str, file: str) -> Page:
    """Remembered for the path that the site is below, which its links begin with."""
    tokens = _markdown.parse(text_of(file))
    title = _plain(tokens[1])
    tokens = tokens[3:]
    parts = tuple(_parts(title, tokens))
    _give_anchors(tokens)
    for token in tokens:
        _lead(token.children or [], file)
    make_empty_header_cells(tokens)
    html = with_scrolling_tables(_markdown.renderer.render(tokens, _markdown.options, {}))
    return Page(file, title, html, parts)


def page_named(name: str) -> Page | None:
    file = file_of(name)
    return rendered(file) if file else None


def _parts(title: str, tokens: list[Token]) -> Iterator[Part]:
    heading, anchor, words = title, "", list[str]()
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "heading_open":
            yield Part(heading, anchor, " ".join(words))
            words = []
        elif before and before.type == "heading_open":
            heading = _plain(token)
            anchor = anchor_of(heading)
        elif token.type == "inline":
            words.append(_plain(token))
        elif token.type in {"fence", "code_block"}:
            words.append(token.content)
    yield Part(heading, anchor, " ".join(words))


def anchor_of(heading: str) -> str:
    """As code hosts and the documentation's site form it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _plain(token: Token) -> str:
    """The words of a paragraph or heading, without marks and addresses."""
    words = (
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children or []
        if child.type != "html_inline"
    )
    return "".join(words)


def _give_anchors(tokens: list[Token]) -> None:
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", element_id(anchor_of(_plain(inside))))


def _lead(children: list[Token], file: str) -> None:
    """Links to pages lead to them here; of those to code only the words are left."""
    for child in children:
        if child.type == "image":
            name = resolved(str(child.attrs["src"]), on=file)
            child.attrs["src"] = reverse("workspace:help_picture", args=[_picture(name)])
            child.attrs["loading"] = "lazy"
        elif child.type == "link_open":
            address = _address(str(child.attrs["href"]), file)
            if address is None:
                child.tag = "span"
                child.attrs = {}
                _end_of(child, children).tag = "span"
            else:
                child.attrs["href"] = address


def _picture(file: str) -> str:
    return file.removeprefix(PICTURES)


def _end_of(opening: Token, children: list[Token]) -> Token:
    behind = children[children.index(opening) :]
    return next(token for token in behind if token.type == "link_close")


def _address(link: str, file: str) -> str | None:
    if link.startswith(("https:", "http:", "mailto:")):
        return link
    path, _, anchor = link.partition("#")
    target = resolved(path, on=file) if path else file
    if target == SCHEMA:
        return reverse("workspace:study_schema")
    return address_of(target, anchor) if target in files() else None
