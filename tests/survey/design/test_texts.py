"""Study texts become HTML that can do no harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.texts import rendered, with_scrolling_tables


def test_markdown_becomes_paragraphs_lists_and_emphasis() -> None:
    assert rendered("Hello *you*\n\n- a\n- b") == (
        "<p>Hello <em>you</em></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


def test_a_top_heading_goes_below_the_heading_of_the_page_and_takes_the_others_along() -> None:
    assert rendered("# A\n\n## B") == "<h2>A</h2>\n<h3>B</h3>\n"
    assert rendered("## A\n\n### B") == "<h2>A</h2>\n<h3>B</h3>\n"


def test_a_table_scrolls_by_itself_and_keys_reach_it() -> None:
    html = with_scrolling_tables(rendered("|a|b|\n|-|-|\n|1|2|\n\nSo.\n"))
    assert html.startswith('<div class="wide" role="group" aria-label="Table" tabindex="0"><table>')
    assert html.endswith("</table></div>\n<p>So.</p>\n")


def test_a_header_of_a_table_without_words_is_a_cell() -> None:
    html = rendered("| | After |\n|---|---|\n| Answer | Approve |")
    assert "<tr>\n<td></td>\n<th>After</th>\n</tr>" in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<svg onload=alert(1)>",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<iframe src=https://example.org></iframe>",
    ],
)
def test_nothing_in_a_text_can_run_or_fetch(attack: str) -> None:
    html = rendered(attack)
    assert not re.search(r"<(script|img|svg|iframe|style|object)", html)
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert not re.search(r'href="(javascript|data|vbscript)', html)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_renders_to_allowed_tags_alone(text: str) -> None:
    tags = set(re.findall(r"<(\w+)", rendered(text)))
    assert tags <= {
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


def test_links_tell_the_other_site_nothing() -> None:
    assert 'rel="noopener noreferrer"' in rendered("[x](https://example.org)")
