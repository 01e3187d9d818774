"""Reasons that coders agreed on are held against what the same person submitted there."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.records.observations import StudyObservations
from analysis.report.build import build_report
from analysis.report.document import Report
from analysis.report.sections.setting.reasons import reasons_section
from analysis.statistics.themes.of_people import ThemesOfPeople
from tests.analysis.report.codings import coding_results
from tests.analysis.report.contents import cautions, section, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, Person, observed
from tests.analysis.statistics.themes.small_codebook import BOOK
from tests.effect_settings import effect_setting

THEMES = ("noise", "size", "remove", "odd")
OTHER = effect_setting("upweighting", "true_class_probability", 2)


def coded(
    people: list[Person], held: dict[str, list[int]], image: dict[str, list[int]] | None = None
) -> StudyObservations:
    """Everybody wrote about the table; some, by person, hold themes there and about the image."""
    answered = np.zeros((len(people), 2), dtype=bool)
    answered[:, 1] = True
    holds = np.zeros((len(people), 2, len(THEMES)), dtype=bool)
    for scenario, by_theme in ((1, held), (0, image or {})):
        for theme, persons in by_theme.items():
            holds[persons, scenario, THEMES.index(theme)] = True
            answered[persons, scenario] = True
    themes = ThemesOfPeople(BOOK, THEMES, np.arange(len(people)), answered, holds)
    return replace(observed(people), codes=(coding_results(),), themes=(themes,))


def reported(observations: StudyObservations) -> Report:
    return build_report(observations, replicates=1_000, sections=[reasons_section])


PEOPLE: list[Person] = [{"tabular": [s]} for s in [REMOVAL] * 10 + [RELABEL] * 10 + [OTHER] * 10]
HELD = {"noise": list(range(10, 20)), "remove": list(range(0, 30, 3)), "odd": [0, 1]}


def test_a_reason_that_goes_with_an_action_is_found() -> None:
    report = reported(coded(PEOPLE, HELD))
    rows = {row[:2]: row for row in table(report, "reasons_tests").rows}
    # By hand: the ten who named noise relabelled, and the others did not: X² = n = 30, df 2, V 1.
    noise = rows["Action", "Noise"]
    assert noise[2:5] == pytest.approx((10, 30, 2))
    assert noise[8] == pytest.approx(((1 - 2 / 29) / (1 - 1 / 29)) ** 0.5)
    assert {theme for _axis, theme in rows} == {"Noise", "Remove"}  # two people hold the odd one
    together = {row[:2]: row[2] for row in table(report, "reasons_together").rows}
    assert together["Action", "themes of the type “hypothesis”"] == 1
    assert together["Action", "all themes"] == 2
    text = sentences(report)
    assert "2 themes are held by at least 5 of them" in text
    assert "“Noise” with action (p" in text


def test_the_shares_behind_a_test_stand_in_the_appendix() -> None:
    report = reported(coded(PEOPLE, HELD))
    assert "reasons_behind" in {part.key for part in report.appendix}
    rows = {row[:3]: row[3:] for row in table(report, "reasons_shares").rows}
    with_theme = rows["Action", "Noise", "Label change"]
    assert with_theme[:7] == (10, 10, 1.0, 0, 20, 0.0, 1.0)
    assert with_theme[7:] == pytest.approx((0.684, 1.0), abs=0.01)  # of 10/10 less 0/20
    assert ("Action", "Noise", "Removal") not in rows


def test_both_scenarios_are_tested_by_person_and_by_scenario() -> None:
    people: list[Person] = [
        {"image": list(person["tabular"]), "tabular": list(person["tabular"])} for person in PEOPLE
    ]
    both = reported(coded(people, HELD, {"remove": HELD["remove"]}))
    once = reported(coded(PEOPLE, HELD))
    twice, alone = (
        next(row for row in table(report, "reasons_tests").rows if row[1] == "Remove")
        for report in (both, once)
    )
    # Nobody but its holders wrote about the image, so it tells nothing there.
    assert twice[3] == pytest.approx(alone[3])


def test_few_coded_people_are_cautioned_of() -> None:
    few = coded(PEOPLE[:20], {"noise": list(range(10, 20))})
    assert (
        "With 20 people only a reason that goes with a level very strongly"
        in (cautions(section(reported(few), "reasons"))[0])
    )
    none = reported(coded(PEOPLE[:8], {"noise": [0, 1]}))
    assert "Reasons are not held against settings, as no theme of “The book”" in sentences(none)


def test_whoever_submitted_nothing_is_not_counted() -> None:
    people: list[Person] = [*PEOPLE, {"tabular": []}, {"image": [REMOVAL]}]
    report = reported(coded(people, HELD))
    assert "30 people were coded who wrote about a scenario and submitted" in sentences(report)


def test_until_a_round_is_closed_there_is_no_such_section() -> None:
    report = reported(observed(PEOPLE))
    assert "reasons" not in {part.key for part in report.sections}
