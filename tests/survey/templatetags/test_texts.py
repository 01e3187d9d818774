"""Study texts in templates."""

import pytest
from django.template import Context, Template

TEMPLATE = "{% load texts %}<section>{{ text|markdown }}</section>"


def shown(text: str) -> str:
    return Template(TEMPLATE).render(Context({"text": text}))


def test_markdown_is_shown_as_html() -> None:
    assert shown("Hello *you*") == "<section><p>Hello <em>you</em></p>\n</section>"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a < b & c", '"quoted"'])
def test_what_is_no_markdown_is_shown_as_typed(text: str) -> None:
    html = shown(text)
    assert "<script" not in html
    assert html.count("<") == 4  # section and paragraph, opened and closed
