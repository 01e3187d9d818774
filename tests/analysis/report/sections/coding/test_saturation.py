"""New themes are counted in the order of coding, beside any other order."""

from analysis.report.document import Paragraph, ReportFigure
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.report.sections.coding.saturation import saturation_section
from tests.analysis.report.codings import coding_results


def test_the_last_new_theme_is_told_with_who_brought_it() -> None:
    section = saturation_section(CodebookPart(coding_results(), 0))
    assert section is not None
    paragraph, figure = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(figure, ReportFigure)
    assert "4 participants in all. The last new theme came with number 3." in paragraph.text
    assert [row[:3] for row in figure.table.rows] == [
        ("P1", 2, 2),
        ("P2", 0, 2),
        ("P3", 1, 3),
        ("P4", 0, 3),
    ]
    # By hand: noise is held by 2 of 4 cases, the others by 1: E_1 = 1/2 + 1/4 + 1/4.
    assert figure.table.rows[0][3] == 1
    assert "the middle 95% of 100 orders drawn with seed 0" in figure.table.note


def test_where_nobody_holds_a_theme_the_section_says_so() -> None:
    section = saturation_section(CodebookPart(coding_results(occurrences=()), 0))
    assert section is not None
    (paragraph, _figure) = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text.startswith("No theme was found in anybody. Bars show")


def test_until_a_round_is_closed_there_is_no_such_section() -> None:
    assert saturation_section(CodebookPart(coding_results(occurrences=(), cases=()), 0)) is None
