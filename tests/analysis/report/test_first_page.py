"""The first page says what every family of tests comes to, and names no section that is missing."""

from analysis.report.build import build_report
from analysis.report.document import ReportSection
from analysis.report.first_page import EXPLORED, TOUCHING
from tests.analysis.report.whole_study import whole_study


def test_every_section_that_explored_something_is_on_the_first_page() -> None:
    report = build_report(whole_study(60), replicates=100)
    titles = {section.key: section.title for section in report.sections}
    assert {*EXPLORED, *TOUCHING} <= titles.keys()
    (explored,) = (
        part
        for part in report.summary
        if isinstance(part, ReportSection) and part.key == "first_exploratory"
    )
    said = [block.text.partition(": ")[0] for block in explored.blocks]  # type: ignore[union-attr]
    assert [title for title in said if title != "Preferences"] == [titles[key] for key in EXPLORED]
