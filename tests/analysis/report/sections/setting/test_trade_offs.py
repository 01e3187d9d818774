"""How often harmful settings were submitted is held against those tried and all offered."""

import pytest

from analysis.report.sections.setting.trade_offs import trade_offs_section
from attribution.settings import settings_of
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.made_up_effects import MadeUpEffects, shown_by
from tests.analysis.report.observations import (
    FOUNDING,
    RELABEL,
    REMOVAL,
    Person,
    observed,
    one_scenario,
)

OFFERED = list(settings_of(FOUNDING.space_of("tabular").levels))
LOWERING = {setting: -0.01 if setting["action"] == "removal" else 0.02 for setting in OFFERED}
WORSENING = {setting: -0.1 if setting["number"] == "10" else 0.1 for setting in OFFERED}
PEOPLE: list[Person] = [
    {"tabular": [REMOVAL, RELABEL]},
    {"tabular": [RELABEL, REMOVAL, REMOVAL]},
    {"tabular": [RELABEL]},
    {"tabular": []},
]


def test_harm_is_counted_in_what_was_submitted_tried_and_offered() -> None:
    effects = MadeUpEffects(LOWERING, WORSENING)
    tried = dict.fromkeys(OFFERED, (0.0, 0.0, 0.0))
    observations = observed(PEOPLE, study=one_scenario(), gains=tried, **shown_by(effects))
    report = report_of(observations, trade_offs_section)
    accuracy, metric = table(report, "trade_offs").rows
    # By hand: relabelled, removed, relabelled; two of three met a removal, of half of what they
    # tried; a third of all 90 settings removes. Setting 10 is RELABEL's, and a tenth of all.
    assert accuracy[1] == "lowered the accuracy of the whole model"
    assert accuracy[2:5] == pytest.approx((3, 1, 1 / 3))
    assert accuracy[7:10] == pytest.approx((2 / 3, 1 / 3, 1 / 3))
    assert metric[1] == "worsened the metric they were judged by"
    assert metric[2:5] == pytest.approx((3, 2, 2 / 3))
    assert metric[7:10] == pytest.approx((1, 2 / 3, 1 / 10))
    # Two fair coins and one that is certain: as far from 2 as 2 is anything.
    assert metric[10] == pytest.approx(1, abs=1e-3)
    text = sentences(report)
    assert "33% of the settings submitted lowered the accuracy of the whole model" in text
    assert "of all offered 10%" in text


def test_what_is_not_known_of_a_setting_is_not_counted() -> None:
    only = MadeUpEffects({RELABEL: -0.5})
    observations = observed(PEOPLE, study=one_scenario(), **shown_by(only))
    (row,) = table(report_of(observations, trade_offs_section), "trade_offs").rows
    assert (row[2], row[3]) == (2, 2)
    assert row[10] is None  # they tried nothing else of which it is known


def test_without_known_effects_there_is_no_such_section() -> None:
    report = report_of(observed(PEOPLE, study=one_scenario()), trade_offs_section)
    assert "trade_offs" not in {part.key for part in report.sections}
