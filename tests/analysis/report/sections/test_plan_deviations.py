"""An analysis is held against its plan, and every deviation is named."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.records.observations import PlanObserved
from analysis.report.sections.registered_plan import (
    Deviation,
    PerformedAnalysis,
    deviations,
    registered_plan_section,
)
from tests.analysis.preregistration.test_plan import plan
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import REMOVAL, observed

PLAN = plan()
AS_PLANNED = PerformedAnalysis(
    versions={"2.0": "ab"},
    effects={"image": frozenset({"cd"}), "tabular": frozenset({"ef"})},
    participants=31,
    tests={(test.axis, test.scenario) for test in PLAN.tests},
    alpha=0.05,
    correction="holm",
    exclusions={"low_quality": 2, "other": 0},
    begun_before=0,
)


def test_an_analysis_as_planned_deviates_in_nothing() -> None:
    assert deviations(PLAN, AS_PLANNED) == ()


@pytest.mark.parametrize(
    ("change", "deviation"),
    [
        ({"begun_before": 3}, ("Registration", "before anybody took part", "when 3 had begun")),
        ({"participants": 30}, ("Participants", "31 analysed", "30 analysed")),
        (
            {"versions": {"2.0": "ab", "2.1": "xy"}},
            ("Study file", "version 2.0 (SHA-256 ab)", "version 2.1 too (SHA-256 xy)"),
        ),
        (
            {"effects": {"image": frozenset({"cd", "zz"})}},
            ("Bundle shown in image", "cd", "zz"),
        ),
        (
            {"tests": AS_PLANNED.tests - {("action", "image")}},
            ("Test of action in image", "planned", "not done"),
        ),
        (
            {"tests": {*AS_PLANNED.tests, ("action", "both")}},
            ("Test of action in both", "not planned: exploratory", "done"),
        ),
        ({"alpha": 0.01}, ("Alpha", "0.05", "0.01")),
        ({"correction": "none"}, ("Correction for several tests", "holm", "none")),
        (
            {"exclusions": {"other": 1}},
            ("Exclusions", "no exclusion for other", "1 excluded for other"),
        ),
    ],
)
def test_every_deviation_is_named_once(change: dict[str, Any], deviation: tuple[str, ...]) -> None:
    assert deviations(PLAN, replace(AS_PLANNED, **change)) == (Deviation(*deviation),)


def test_the_section_names_the_plan_and_lists_what_deviates() -> None:
    registered = PlanObserved(PLAN, "f" * 64, "2027-01-31", begun_before=2)
    report = report_of(observed([{"image": [REMOVAL]}], plan=registered), registered_plan_section)
    text = sentences(report)
    assert f"was registered on 2027-01-31 (SHA-256 {'f' * 64})." in text
    rows = table(report, "deviations").rows
    assert ("Registration", "before anybody took part", "when 2 had begun") in rows
    assert ("Participants", "31 analysed", "1 analysed") in rows
    assert ("Bundle shown in image", "cd", "b" * 64) in rows
    assert ("Test of action in both", "not planned: exploratory", "done") in rows
    points = f"deviates from the plan in {len(rows)} points"
    assert points in text
    assert f"deviates from the registered plan in {len(rows)} points, listed below." in text


def test_an_analysis_that_keeps_to_its_plan_is_told_so() -> None:
    observations = observed([{"image": [REMOVAL]}])
    fulfilled = replace(
        PLAN,
        study_sha256="0" * 64,
        effects={"image": "b" * 64, "tabular": "b" * 64},
        participants=1,
        tests=(*PLAN.tests, *(replace(test, scenario="both") for test in PLAN.tests[::2])),
    )
    report = report_of(
        replace(observations, plan=PlanObserved(fulfilled, "f" * 64, "2027-01-31", begun_before=0)),
        registered_plan_section,
    )
    assert "The analysis keeps to it in everything that it speaks of." in sentences(report)
    assert "deviates" not in sentences(report)


def test_without_a_registered_plan_there_is_no_such_section() -> None:
    report = report_of(observed([]), registered_plan_section)
    assert "registered_plan" not in {section.key for section in report.sections}
