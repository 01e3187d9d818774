import re
from dataclasses import replace
from itertools import groupby, pairwise

import pytest
from lxml import html

from analysis.reproduction.as_html import as_html
from analysis.reproduction.as_text import as_text
from analysis.reproduction.comparison import Reproduction, reproduce
from analysis.reproduction.reference import PrintedAxis, read_reference
from analysis.reproduction.sentences import conclusion, differences
from analysis.statistics.preferences.choices import ChoiceCounts
from analysis.statistics.preferences.conclusions import Conclusion


@pytest.fixture(scope="module")
def found() -> Reproduction:
    return reproduce(read_reference())


def test_the_reference_is_whole() -> None:
    reference = read_reference()
    assert len(reference) == 9
    assert sum(len(axis.choices) for axis in reference) == 48
    sizes = {axis.counts.scenario: axis.counts.n for axis in reference}
    assert sizes == {"image": 30, "tabular": 31, "both": 61}
    by_axis = sorted(reference, key=lambda each: each.counts.axis)
    for _, group in groupby(by_axis, lambda each: each.counts.axis):
        image, tabular, both = (each.counts.numbers for each in group)
        assert both == [one + other for one, other in zip(image, tabular, strict=True)]


def test_the_paper_is_met_but_for_three_values(found: Reproduction) -> None:
    # Paper, tables 3 and 4.
    early = (
        " Shares rounded as table 3 prints them, before the logarithm is taken, give the printed "
        "value."
    )
    percentage, of_tabular, of_both = differences(found)
    assert percentage == (
        "Table 3, tabular, action, removal: 13 of 31 is 41.94%, printed is 41.97%. "
        "No count of 31 gives 41.97%, so this is a misprint."
    )
    assert of_tabular == (
        f"Table 4, tabular, number: the normalised entropy is 0.656, printed is 0.657.{early}"
    )
    assert of_both == f"Table 4, both, number: the entropy is 1.223, printed is 1.224.{early}"
    assert found.published.made == 48
    assert found.recommended.made == 9


def test_the_procedures_disagree_on_one_axis(found: Reproduction) -> None:
    (reached,) = (each for each in found.conclusions if not each.agrees)
    assert (reached.scenario, reached.axis) == ("image", "metric")
    assert reached.preferred_recommended == ("loss",)


def test_a_difference_in_which_no_choice_stands_out_is_said_so() -> None:
    avoided = Conclusion("image", "metric", True, True, (), ())
    assert conclusion(avoided) == (
        "Image, metric: both procedures find that choices differ, though none stands out."
    )


def test_another_print_is_noticed() -> None:
    reference = list(read_reference())
    first = reference[0]
    wrong = replace(first.choices[0], percent="36.67", pvalue="0.049")
    reference[0] = replace(first, choices=(wrong, *first.choices[1:]), entropy="2.000")
    told = differences(reproduce(reference))
    assert told[:2] == (
        "Table 3, image, action, removal: 10 of 30 is 33.33%, printed is 36.67%.",
        "Table 3, image, action, removal: the p-value is 1, printed is 0.049.",
    )
    assert "Table 4, image, action: the entropy is 1.095, printed is 2.000." in told


def test_the_text_names_what_differs(found: Reproduction) -> None:
    text = as_text(found)
    assert "111 of 114 printed values are met; 3 are not." in text
    assert len(re.findall(r" differs$", text, flags=re.MULTILINE)) == 3
    assert re.search(r"^tabular +action +removal +13/31 +41\.94 +41\.97", text, re.MULTILINE)
    assert "Image, metric: as published no preference, as recommended a preference, for loss." in (
        text
    )


def test_the_page_stands_alone(found: Reproduction) -> None:
    page = as_html(found)
    tree = html.document_fromstring(page)
    assert tree.xpath("//script | //link | //img | //@src | //@href | //iframe") == []
    assert "url(" not in page
    assert "nan" not in page.lower().replace("nance", "")
    assert len(tree.xpath("//td[contains(@class, 'differs')]")) == 6
    cells = [each.text_content() for each in tree.xpath("//table[1]//td")]
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
    empty = [_emptied(axis) for axis in read_reference() if axis.counts.axis == "metric"]
    nothing = reproduce(empty)
    for text in (as_text(nothing), as_html(nothing)):
        assert not re.search(r"\bnan\b", text, re.IGNORECASE)
        assert "undefined" in text


def _emptied(axis: PrintedAxis) -> PrintedAxis:
    nobody = dict.fromkeys(axis.counts.counts, 0)
    return replace(axis, counts=ChoiceCounts(axis.counts.scenario, axis.counts.axis, nobody))
