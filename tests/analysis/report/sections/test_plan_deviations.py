"""A study is held against its plan, and every departure by people is named; none by the program."""

from dataclasses import replace
from typing import Any

import pytest

from analysis.report.sections.plan_deviations import Deviation, StudyAsDone, deviations
from tests.analysis.preregistration.test_plan import plan

PLAN = plan()
AS_PLANNED = StudyAsDone(
    versions={"2.0": "ab"},
    effects={"image": frozenset({"cd"}), "tabular": frozenset({"ef"})},
    completed=31,
    exclusions={"low_quality": 2, "other": 0},
    begun_before=0,
)


def test_a_study_as_planned_departs_in_nothing() -> None:
    assert deviations(PLAN, AS_PLANNED) == ()


def test_people_excluded_by_a_planned_rule_may_be_replaced() -> None:
    # 31 are planned: 33 completed, of whom two were excluded by the rule low_quality.
    assert deviations(PLAN, replace(AS_PLANNED, completed=33)) == ()


@pytest.mark.parametrize(
    ("change", "deviation"),
    [
        ({"begun_before": 3}, ("Registration", "before anybody took part", "when 3 had begun")),
        (
            {"completed": 30},
            ("Participants", "31 completed participations", "30 completed participations"),
        ),
        (
            {"completed": 34},
            ("Participants", "31 completed participations", "34 completed participations"),
        ),
        (
            {"versions": {"2.0": "ab", "2.1": "xy"}},
            ("Study file", "version 2.0 (SHA-256 ab)", "version 2.1 too (SHA-256 xy)"),
        ),
        (
            {"effects": {"image": frozenset({"cd", "zz"})}},
            ("Bundle shown in image", "cd", "zz"),
        ),
        (
            {"untested": ("Even spread of action in image",)},
            ("Even spread of action in image", "tested", "could not be tested"),
        ),
        (
            {"exclusions": {"other": 1}},
            ("Exclusions", "no exclusion for other", "1 excluded for other"),
        ),
    ],
)
def test_every_deviation_is_named_once(change: dict[str, Any], deviation: tuple[str, ...]) -> None:
    assert deviations(PLAN, replace(AS_PLANNED, **change)) == (Deviation(*deviation),)
