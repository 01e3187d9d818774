"""A study with several codebooks has a part for each, one with a single one has none."""

from analysis.report.document import ReportSection
from analysis.report.sections.coding.codebook_parts import CodebookPart, by_codebook
from tests.analysis.report.codings import coding_results
from tests.analysis.statistics.themes.small_codebook import BOOK


def build(part: CodebookPart) -> ReportSection:
    return ReportSection(part.key("themes"), part.heading("Themes"), ())


def test_one_codebook_fills_the_whole_section() -> None:
    part = CodebookPart(coding_results(), 0)
    assert (part.key("themes"), part.heading("Themes")) == ("themes", "Themes")
    assert part.caption("Themes by area.") == "Themes by area."
    assert by_codebook("themes", "Themes", [coding_results()], build) == build(part)


def test_several_codebooks_have_parts_that_name_them() -> None:
    section = by_codebook("themes", "Themes", [coding_results(), coding_results()], build)
    assert section is not None
    assert (section.key, section.title, section.blocks) == ("themes", "Themes", ())
    assert [(part.key, part.title) for part in section.sections] == [
        ("themes_1", BOOK.title),
        ("themes_2", BOOK.title),
    ]
    part = CodebookPart(coding_results(), 2)
    assert part.caption("Themes by area.") == "Themes by area: The book."


def test_without_results_there_is_no_section() -> None:
    assert by_codebook("themes", "Themes", [], build) is None
