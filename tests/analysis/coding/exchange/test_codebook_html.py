"""A codebook as a page shows words as words."""

from analysis.coding.exchange.codebook_html import codebook_html
from tests.analysis.coding.exchange.small_codebook import BOOK


def test_the_page_shows_words_as_words() -> None:
    page = codebook_html(BOOK)
    assert "<title>A &amp; B</title>" in page
    assert "<dd>Wrong &lt;labels&gt;.</dd>" in page
    assert "<h2>Outside of the areas</h2>" in page
