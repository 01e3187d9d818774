"""The page stands alone, escapes what it shows, and says what is undefined."""

import re
from dataclasses import replace
from itertools import pairwise

from lxml import html

from analysis.reproduction.as_html import as_html
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import read_reference
from tests.analysis.reproduction.emptied_axes import emptied


def test_the_page_stands_alone(reproduction: Reproduction) -> None:
    page = as_html(reproduction)
    tree = html.document_fromstring(page)
    assert tree.xpath("//script | //link | //img | //@src | //@href | //iframe") == []
    assert "url(" not in page
    assert "nan" not in page.lower().replace("nance", "")
    assert len(tree.xpath("//td[contains(@class, 'differs')]")) == 6
    cells = [cell.text_content() for cell in tree.xpath("//table[1]//td")]
    assert ("41.94", "41.97") in pairwise(cells)
    for drawing in tree.xpath("//svg"):
        assert drawing.get("aria-label")


def test_the_page_escapes_what_it_shows() -> None:
    nasty = "<script>alert('1')</script>"
    reference = [
        replace(axis, counts=replace(axis.counts, scenario=nasty))
        if axis.counts.scenario == "image"
        else axis
        for axis in read_reference()
    ]
    page = as_html(reproduce(reference))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_what_nobody_chose_is_told_and_never_nan() -> None:
    nothing = [emptied(axis) for axis in read_reference() if axis.counts.axis == "metric"]
    page = as_html(reproduce(nothing))
    assert not re.search(r"\bnan\b", page, re.IGNORECASE)
    assert "undefined" in page


def test_shares_are_drawn_with_their_intervals(reproduction: Reproduction) -> None:
    tree = html.document_fromstring(as_html(reproduction))
    # One for each of 16 choices in each of two scenarios and both together.
    assert len(tree.xpath("//svg")) == 48
    # Paper, table 3, image, metric: loss was chosen by 18 of 30.
    assert tree.xpath("//svg[starts-with(@aria-label, '60%, between')]")
