"""Hypotheses and actions are counted where one answer holds both."""

from dataclasses import replace

from analysis.report.document import Paragraph, ReportFigure
from analysis.report.sections.coding.co_occurrence import co_occurrence_section
from analysis.report.sections.coding.codebook_parts import CodebookPart
from analysis.statistics.themes.occurrences import ThemeOccurrence
from tests.analysis.report.codings import coding_results
from tests.analysis.statistics.themes.small_codebook import BOOK, CAUSES


def test_only_pairs_that_an_answer_holds_are_shown() -> None:
    section = co_occurrence_section(CodebookPart(coding_results(), 0))
    assert section is not None
    paragraph, figure = section.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(figure, ReportFigure)
    # P1 named noise and removal in one answer; size was named in another one.
    assert figure.table.rows == (("Noise", "Remove", 1),)
    assert ">Size<" not in figure.svg
    # P1 image, P2 outside of scenarios, P3 tabular.
    assert "Of 3 answers that hold any theme" in paragraph.text


def test_where_no_answer_holds_both_the_section_says_so() -> None:
    apart = [
        ThemeOccurrence("P1", "image", "noise"),
        ThemeOccurrence("P1", "tabular", "remove"),
    ]
    section = co_occurrence_section(CodebookPart(coding_results(occurrences=apart), 0))
    assert section is not None
    assert section.blocks == (
        Paragraph("No answer holds a theme of the type “hypothesis” and one of the type “action”."),
    )


def test_a_codebook_without_actions_has_no_such_section() -> None:
    book = replace(BOOK, areas=(CAUSES,), themes=())
    named = [ThemeOccurrence("P1", "image", "noise")]
    assert co_occurrence_section(CodebookPart(coding_results(book, named), 0)) is None
