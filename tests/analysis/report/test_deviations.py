"""An analysis is held against its plan."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.report.deviations import Deviation, Done, deviations
from tests.analysis.preregistration.test_plan import plan

PLAN = plan()
AS_PLANNED = Done(
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
    ("change", "found"),
    [
        ({"begun_before": 3}, ("Registration", "before anybody took part", "when 3 had begun")),
        ({"participants": 30}, ("Participants", "31 analysed", "30 analysed")),
        (
            {"versions": {"2.0": "ab", "2.1": "xy"}},
            ("Study file", "version 2.0 (SHA-256 ab)", "version 2.1 too (SHA-256 xy)"),
        ),
        (
            {"effects": {"image": frozenset({"cd", "zz"})}},
            ("Effects shown in image", "cd", "zz"),
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
def test_every_deviation_is_named_once(change: dict[str, Any], found: tuple[str, ...]) -> None:
    assert deviations(PLAN, replace(AS_PLANNED, **change)) == (Deviation(*found),)
