"""Every item of the checklists has a place, or is named as one for the paper."""

import re

import pytest

from analysis.report.build import build_report
from analysis.report.document import Report
from analysis.report.sections.checklist import FOR_THE_PAPER
from analysis.report.sections.checklist_items import CHERRIES, JARS
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import FOUNDING, REMOVAL, observed


@pytest.fixture(scope="module")
def report() -> Report:
    return build_report(observed([{"image": [REMOVAL], "tabular": [REMOVAL]}] * 2))


def place(report: Report, key: str, name: str) -> object:
    return next(row[3] for row in table(report, key).rows if str(row[2]).startswith(name))


def test_cherries_has_its_thirty_items_numbered(report: Report) -> None:
    # Eysenbach (2004), table 1.
    assert len(CHERRIES) == 30
    assert [row[1] for row in table(report, "cherries").rows] == [
        str(number) for number in range(1, 31)
    ]


def test_items_point_at_sections_of_the_report_by_their_titles(report: Report) -> None:
    titles = {part.title for section in report.sections for part in (section, *section.sections)}
    for key in ("cherries", "jars"):
        for row in table(report, key).rows:
            assert set(re.findall("“(.+?)”", str(row[3] or ""))) <= titles
    assert place(report, "cherries", "Incentives") == (
        "section “Collection of the data”; study file, compensation"
    )
    assert place(report, "cherries", "Whom the survey is about") == (
        "sections “Collection of the data” and “Sample”; study file, inclusion and recruitment"
    )


def test_items_name_keys_that_a_study_file_can_have() -> None:
    keys = {key for item in (*CHERRIES, *JARS) for key in item.keys}
    assert keys <= set(type(FOUNDING).model_fields)


def test_what_nothing_answers_is_for_the_paper(report: Report) -> None:
    assert place(report, "cherries", "How the survey was developed") == FOR_THE_PAPER
    number = sum(
        row[3] == FOR_THE_PAPER for key in ("cherries", "jars") for row in table(report, key).rows
    )
    assert f"{number} items are for the paper to say." in sentences(report)


def test_a_key_that_the_file_leaves_out_is_no_place() -> None:
    study = FOUNDING.model_copy(update={"recruitment": None})
    without = report_of(observed([{"image": [REMOVAL]}], study=study))
    assert place(without, "cherries", "How people were first reached") == FOR_THE_PAPER


def test_a_section_that_the_report_lacks_is_no_place() -> None:
    bare = report_of(observed([]))
    assert place(bare, "jars", "Quality of the measurements") == FOR_THE_PAPER


def test_every_item_has_something_to_say_or_is_for_the_paper(report: Report) -> None:
    for key in ("cherries", "jars"):
        assert all(row[3] or row[4] for row in table(report, key).rows)
