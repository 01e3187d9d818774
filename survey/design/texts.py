"""Study texts: Markdown to safe HTML."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from survey.design.pictures import EMBEDDED

ALLOWED_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}, "ol": {"start"}}
ALLOWED_SCHEMES = {"https", "http", "mailto"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@lru_cache(maxsize=512)
def rendered(text: str) -> str:
    """Safe HTML of a Markdown text. Its top heading becomes an h2, below the h1 of the page.

    Only pictures embedded in the text are shown: a page asks nothing of any other server. Their
    bytes are inserted last, so that no other data address is let through.
    """
    pictures: list[str] = []

    def set_aside(match: re.Match[str]) -> str:
        pictures.append(match[0])
        return f"{_ASIDE}{len(pictures) - 1}"

    tokens = _markdown.parse(EMBEDDED.sub(set_aside, text))
    _demote_headings(tokens)
    make_empty_header_cells(tokens)
    html = nh3.clean(
        _markdown.renderer.render(tokens, _markdown.options, {}),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        link_rel="noopener noreferrer",
    )
    return _SHOWN_ASIDE.sub(lambda match: f'<img src="{pictures[int(match[1])]}"', html)


def with_scrolling_tables(html: str) -> str:
    """Each table in a part of the page that scrolls by itself, by keys as well."""
    scrolled = '<div class="wide" role="group" aria-label="Table" tabindex="0"><table>'
    return html.replace("<table>", scrolled).replace("</table>", "</table></div>")


_ASIDE = "embedded-picture-"
_SHOWN_ASIDE = re.compile(rf'<img src="{_ASIDE}([0-9]+)"')


def _picture(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """A picture from another server is replaced by its alternative text."""
    token = tokens[index]
    alternative = escapeHtml(renderer.renderInlineAsText(token.children or [], options, env))
    source = str(token.attrs["src"])
    if not re.fullmatch(rf"{_ASIDE}[0-9]+", source):
        return alternative
    return f'<img src="{source}" alt="{alternative}">'


_markdown.add_render_rule("image", _picture)


def _demote_headings(tokens: list[Token]) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"


def make_empty_header_cells(tokens: list[Token]) -> None:
    """The corner of a table, say: a header without words would be announced as one."""
    for begin, inside, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if begin.type == "th_open" and not inside.content:
            begin.tag = end.tag = "td"
