"""Tables and figures are numbered in the order of reading, and cells read as in papers."""

from dataclasses import replace

import pytest

from analysis.report.document import (
    ColumnKind,
    Paragraph,
    Report,
    ReportColumn,
    ReportFigure,
    ReportProvenance,
    ReportSection,
    ReportTable,
)


def numbers(key: str) -> ReportTable:
    columns = (ReportColumn("n", "n", ColumnKind.COUNT),)
    return ReportTable(key, f"Caption of {key}.", columns, ((1_000,),))


PROVENANCE = ReportProvenance("s", False, (), "", (), (), (), {}, "d", 1, 10_000, {})
FIGURE = ReportFigure("drawn", "Caption of drawn.", "<svg/>", numbers("drawn_numbers"))
REPORT = Report(
    title="T",
    subtitle="S",
    language="en",
    watermark="",
    summary=(Paragraph("Summary."),),
    sections=(
        ReportSection(
            "outer", "Outer", (numbers("one"),), (ReportSection("inner", "Inner", (FIGURE,)),)
        ),
        ReportSection("last", "Last", (numbers("two"),)),
    ),
    provenance=PROVENANCE,
)


def test_tables_and_figures_are_numbered_apart_in_the_order_of_reading() -> None:
    assert REPORT.labels() == {"one": "Table 1", "two": "Table 2", "drawn": "Figure 1"}
    assert [table.key for table in REPORT.tables()] == ["one", "drawn_numbers", "two"]
    assert REPORT.figures() == (FIGURE,)


def test_what_is_declared_for_the_appendix_is_read_last_wherever_it_was_declared() -> None:
    formulas = ReportSection("formulas", "Formulas", (numbers("three"),), in_appendix=True)
    outer, last = REPORT.sections
    outer = replace(outer, sections=(formulas, *outer.sections))
    report = replace(REPORT, sections=(outer, last))
    assert report.main == REPORT.sections
    assert report.appendix == (formulas,)
    assert list(report.labels()) == ["one", "two", "three", "drawn"]
    whole = replace(last, in_appendix=True)
    assert replace(REPORT, sections=(whole, outer)).appendix == (whole, formulas)


def test_the_first_page_may_hold_sections_and_is_numbered_first() -> None:
    first = ReportSection("registered", "What was registered", (numbers("first"),))
    report = replace(REPORT, summary=(*REPORT.summary, first))
    assert report.labels()["first"] == "Table 1"
    assert report.tables()[0].key == "first"


def test_a_caption_names_its_number_and_simulated_participants() -> None:
    assert REPORT.caption(FIGURE) == "Figure 1. Caption of drawn."
    assert REPORT.caption(FIGURE.table) == "Figure 1, in numbers. Caption of drawn_numbers."
    marked = replace(REPORT, watermark="Simulated")
    assert marked.caption(numbers("one")) == ("Table 1 (simulated participants). Caption of one.")


def test_files_of_simulated_participants_have_names_of_their_own() -> None:
    assert REPORT.stem == "report"
    simulated = replace(REPORT, provenance=replace(PROVENANCE, simulated=True))
    assert simulated.stem == "simulated-report"


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (ColumnKind.SHARE, 0.3333, "33.3%"),
        (ColumnKind.NUMBER, -1.25, "−1.2"),
        (ColumnKind.NUMBER, -0.001, "0.0"),
        (ColumnKind.COUNT, 12345, "12,345"),
        (ColumnKind.PVALUE, None, "–"),
        (ColumnKind.PVALUE, 1.0, "1.000"),
        (ColumnKind.TEXT, "as it is", "as it is"),
    ],
)
def test_cells_read_as_in_papers(kind: ColumnKind, value: str | float | None, text: str) -> None:
    assert ReportColumn("key", "Title", kind).text(value) == text


def test_a_column_under_a_common_heading_has_it_in_its_full_title() -> None:
    assert ReportColumn("low", "from", over="95% interval").full_title == "95% interval: from"
    assert list(numbers("one").texts()) == [("1,000",)]
