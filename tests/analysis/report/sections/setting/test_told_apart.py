"""Settings with a twin are counted, and the axis is tested without them."""

import pytest

from analysis.report.sections.setting.told_apart import told_apart_section
from attribution.settings import settings_of
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.made_up_effects import MadeUpEffects, shown_by
from tests.analysis.report.observations import FOUNDING, Person, observed, one_scenario
from tests.effect_settings import effect_setting

OFFERED = list(settings_of(FOUNDING.space_of("tabular").levels))
SHOWN = {
    setting: (setting["action"], setting["number"])
    if setting["action"] == "removal"
    else tuple(setting.items())
    for setting in OFFERED
}
"""On removal the three metrics show the same, as with two classes; else all is different."""

PEOPLE: list[Person] = [{"tabular": [effect_setting("removal", "loss", 1)]}] * 6
PEOPLE += [{"tabular": [effect_setting("label_change", "loss", 1)]}] * 5
PEOPLE += [{"tabular": [effect_setting("label_change", "true_class_probability", 1)]}]


def test_twins_are_counted_and_left_out_of_the_test_of_their_axis() -> None:
    effects = MadeUpEffects(shown=SHOWN)
    observations = observed(PEOPLE, study=one_scenario(), **shown_by(effects))
    report = report_of(observations, told_apart_section)
    # Nothing has a twin on the other axes.
    (row,) = table(report, "told_apart").rows
    assert row[:8] == (
        "Tabular",
        "Metric",
        12,
        6,
        0.5,
        6,
        6,
        "Loss 5, True-class probability 1",
    )
    # By hand: of 3⁶ samples, those with X² as large as that of 5, 1, 0: 3 of 6, 0, 0 and 6 · 6.
    assert row[8] == pytest.approx(39 / 729)
    text = sentences(report)
    assert "Tabular, metric: 6 of 12 settings submitted (50%) showed the same" in text
    assert "and for 6 all levels showed the same" in text
    assert "For the 6 for which every level showed something else: Loss 5 and" in text


def test_where_nothing_is_left_nothing_is_tested() -> None:
    effects = MadeUpEffects(shown=SHOWN)
    observations = observed(PEOPLE[:6], study=one_scenario(), **shown_by(effects))
    text = sentences(report_of(observations, told_apart_section))
    assert "None is left for which every level showed something else." in text
    assert "No axis could be tested without settings that show the same" in text


def test_where_all_show_something_else_or_it_is_not_known_there_is_no_such_section() -> None:
    apart = MadeUpEffects(shown={setting: tuple(setting.items()) for setting in OFFERED})
    for more in (shown_by(apart), {}):
        observations = observed(PEOPLE, study=one_scenario(), **more)
        report = report_of(observations, told_apart_section)
        assert "told_apart" not in {part.key for part in report.sections}
