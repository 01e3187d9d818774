"""Whole settings are counted, by scenario and over all, beside what chance would give."""

import pytest

from analysis.report.sections.setting.whole_settings import settings_section
from analysis.statistics.intervals import wilson
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import (
    RELABEL,
    REMOVAL,
    SINGLE,
    Person,
    observed,
    one_scenario,
)
from tests.effect_settings import effect_setting

OTHER = effect_setting("upweighting", "true_class_probability", 2)


def test_the_most_frequent_settings_stand_beside_chance() -> None:
    people: list[Person] = [{"tabular": [s]} for s in [REMOVAL] * 6 + [RELABEL] * 3 + [OTHER]]
    report = report_of(observed(people, study=one_scenario()), settings_section)
    first, second = table(report, "settings").rows
    assert first[:5] == ("Tabular", "Removal", "Loss", "1", 6)
    share, low, high, independent, even = first[5:]
    interval = wilson(6, 10)
    assert interval is not None
    assert (share, low, high) == pytest.approx((0.6, interval.low, interval.high))
    # By hand: 6 of 10 removed, 9 took the loss and 6 one sample; 3 · 3 · 10 settings are offered.
    assert independent == pytest.approx(0.6 * 0.9 * 0.6)
    assert even == pytest.approx(1 / 90)
    assert second[1:5] == ("Label change", "Loss", "10", 3)
    assert (
        "Tabular: 3 of 90 settings were submitted, 10 times in all. Most often submitted: "
        "“Removal, Loss, 1” (6 times, 60%)."
    ) in sentences(report)


def test_over_all_scenarios_people_are_counted_by_person() -> None:
    people: list[Person] = [{"image": [REMOVAL], "tabular": [REMOVAL]}] * 10
    people += [{"image": [RELABEL], "tabular": [OTHER]}] * 10
    report = report_of(observed(people), settings_section)
    pooled = next(row for row in table(report, "settings").rows if row[0] == "Both")
    interval = wilson(10, 20)
    assert interval is not None
    assert pooled[4] == 20
    # Everybody repeats themselves: 20 people tell no more than 20 submissions.
    assert pooled[6:8] == pytest.approx((interval.low, interval.high))


def test_ties_are_named_together_and_what_is_not_listed_is_counted() -> None:
    tied: list[Person] = [{"tabular": [s]} for s in (REMOVAL, RELABEL) for _ in range(2)]
    text = sentences(report_of(observed(tied, study=one_scenario()), settings_section))
    assert "“Removal, Loss, 1” and “Label change, Loss, 10” (2 times each, 50%)" in text
    many: list[Person] = [
        {"tabular": [effect_setting(action, "loss", number)]}
        for action in ("removal", "upweighting")
        for number in range(1, 7)
        for _ in range(2)
    ]
    report = report_of(observed(many, study=one_scenario()), settings_section)
    assert "12 settings were submitted most often (2 times each, 8%)." in sentences(report)
    assert len(table(report, "settings").rows) == 10
    assert "2 further settings were submitted 2 times as well" in table(report, "settings").note


def test_settings_submitted_once_are_not_listed() -> None:
    once: list[Person] = [{"tabular": [setting]} for setting in (REMOVAL, RELABEL)]
    report = report_of(observed(once, study=one_scenario()), settings_section)
    assert "None was submitted twice." in sentences(report)
    assert not report.tables()[0].key.startswith("settings")


def test_without_a_choice_or_a_submission_there_is_nothing_to_count() -> None:
    nobody = report_of(observed([]), settings_section)
    assert "none was submitted more often than others" in sentences(nobody)
    single = observed([{"tabular": [REMOVAL]}], study=one_scenario(SINGLE))
    assert "settings" not in {part.key for part in report_of(single, settings_section).sections}
