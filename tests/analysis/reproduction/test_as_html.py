"""The page stands alone, escapes what it shows, and says what is undefined."""

import re
from dataclasses import replace
from itertools import pairwise

from lxml import html

from analysis.reproduction.as_html import as_html
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.printed.check import check_prints
from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict
from analysis.reproduction.printed.tables import read_prints
from analysis.reproduction.reference import read_reference
from analysis.reproduction.samples.compare import compare_samples
from analysis.reproduction.samples.counts import SampleCounts
from tests.analysis.reproduction.emptied_axes import emptied


def test_the_page_stands_alone(reproduction: Reproduction) -> None:
    page = as_html(reproduction)
    tree = html.document_fromstring(page)
    assert tree.xpath("//script | //link | //img | //@src | //@href | //iframe") == []
    assert "url(" not in page
    assert "arXiv:2409.16978v1 of September 2024" in page
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
    # One for each of 16 choices in each of two scenarios; both together have none, as the paper
    # does not print what each person chose in both.
    assert len(tree.xpath("//svg")) == 32
    # Paper, table 3, image, metric: loss was chosen by 18 of 30.
    assert tree.xpath("//svg[starts-with(@aria-label, '60%, between')]")


def test_everything_printed_stands_there_with_its_verdict(reproduction: Reproduction) -> None:
    files = check_prints(read_prints(), read_reference())
    tree = html.document_fromstring(as_html(reproduction, files))
    items = tree.xpath("//ul[@class='findings']/li")
    findings = [finding for file in files for finding in file.findings]
    assert len(items) == len(findings)
    for item, finding in zip(items, findings, strict=True):
        said = " ".join(item.text_content().split())
        assert said == f"{finding.verdict.capitalize()}: {finding.sentence} ({finding.place})"
        marked = finding.verdict in (Verdict.DIFFERS, Verdict.IMPOSSIBLE)
        assert (item.get("class") == "differs") is marked


def test_a_sample_stands_beside_the_papers_and_is_escaped(reproduction: Reproduction) -> None:
    nasty = "<b>none</b>"
    paper = SampleCounts({"gender": {"male": 22, "female": 9}}, frozenset(), 31)
    ours = SampleCounts({"gender": {"male": 3, nasty: 1}}, frozenset(), 4)
    (prints,) = [FileFindings("f.csv", nasty, (Finding(nasty, Verdict.FITS, nasty),))]
    page = as_html(reproduction, [prints], compare_samples(paper, ours))
    assert nasty not in page
    tree = html.document_fromstring(page)
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.xpath("(//table)[last()]/tbody/tr")
    ]
    # 22 of 31 are 71 %, 3 of 4 are 75 %.
    assert rows[0][:4] == ["Gender", "male", "22 (71%)", "3 (75%)"]
    assert rows[0][4:] != ["", ""]
    assert rows[2] == ["Gender", nasty, "0 (0%)", "1 (25%)", "", ""]
