"""A section says nothing of what was not tested, and shows no table in which nothing stands."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from analysis.report.build import build_report
from analysis.report.document import Caution, Paragraph, Report, ReportSection
from tests.analysis.report.observations import (
    REMOVAL,
    SINGLE,
    observed,
    offering,
    one_scenario,
)
from tests.effect_settings import effect_setting

TWO = {"image": [REMOVAL], "tabular": [REMOVAL]}
ACTIONS = ("removal", "label_change", "upweighting")

STUDIES = {
    "one scenario": observed(
        [{"tabular": [effect_setting(ACTIONS[n % 3], "loss", 1 + n % 10)]} for n in range(30)],
        study=one_scenario(),
    ),
    "nothing to choose": observed([TWO] * 12, study=offering(SINGLE)),
    "nothing to choose in one scenario": observed(
        [{"tabular": [REMOVAL]}] * 12, study=one_scenario(SINGLE)
    ),
    "nobody": observed([]),
    "nobody submitted": observed([{"image": [], "tabular": []}] * 2),
}

ABSENCE = re.compile(
    r"\bno (preference|uneven spread|influence|change|trend|difference)\b[^.]*\b(is|are) found"
    r"|\bfinds? (nothing|none|no uneven|no difference)|\bnone finds\b|\bNo influence of"
)
"""What a sentence says that found nothing; it needs a test."""

OF_SEVERAL = re.compile(
    r"\bBoth\b|\border of scenarios\b|\bboth scenarios\b|\bfirst scenario\b|\btwo scenarios\b"
)
"""What can be said of several scenarios alone."""


@cache
def report_on(name: str) -> Report:
    return build_report(STUDIES[name])


def said(parts: tuple[object, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Paragraph | Caution):
            yield part.text
        elif isinstance(part, ReportSection):
            yield from said((*part.blocks, *part.sections))


def sentences_by_section(name: str) -> Mapping[str, str]:
    report = report_on(name)
    by_section = {section.key: " ".join(said((section,))) for section in report.sections}
    return {"first page": " ".join(said(report.summary))} | by_section


UNTESTED = [name for name in STUDIES if name != "one scenario"]


@pytest.mark.parametrize("name", UNTESTED)
def test_where_nothing_was_tested_nothing_is_called_absent(name: str) -> None:
    for section, text in sentences_by_section(name).items():
        assert not ABSENCE.search(text), (section, text)


def test_where_something_was_tested_its_absence_is_said() -> None:
    # The study of the tests above would be caught if it did not test: so the pattern catches.
    assert any(ABSENCE.search(text) for text in sentences_by_section("one scenario").values())


@pytest.mark.parametrize("name", ["one scenario", "nothing to choose in one scenario"])
def test_a_study_of_one_scenario_is_told_nothing_of_several(name: str) -> None:
    for section, text in sentences_by_section(name).items():
        assert not OF_SEVERAL.search(text), (section, text)
    assert not {"same_people"} & set(sentences_by_section(name))


def test_two_scenarios_are_told_of_both() -> None:
    both = build_report(observed([TWO] * 3))
    assert OF_SEVERAL.search(" ".join(said(both.sections)))


@pytest.mark.parametrize("name", STUDIES)
def test_no_table_is_empty(name: str) -> None:
    for table in report_on(name).tables():
        assert table.rows, table.key


@pytest.mark.parametrize("name", STUDIES)
def test_a_study_that_nobody_coded_has_no_section_of_codes(name: str) -> None:
    assert not {"themes", "agreement"} & set(sentences_by_section(name))
    assert "agreement of the coders" not in " ".join(sentences_by_section(name).values())
