"""The deciding tests are repeated for other sets, and what depends on them is named."""

from dataclasses import replace

import numpy as np

from analysis.records.observations import StudyObservations
from analysis.report.sections.sensitivity import sensitivity_section
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import REMOVAL, Person, observed, one_scenario
from tests.effect_settings import effect_setting

ACTIONS = ("removal", "label_change", "upweighting")


def chose(action: str, number: int = 1) -> Person:
    return {"tabular": [effect_setting(action, "loss", number)]}


def even(people: int) -> list[Person]:
    """Actions and numbers as evenly as they can be."""
    return [chose(ACTIONS[index % 3], 1 + index % 10) for index in range(people)]


STUDY = one_scenario({"metric": ("loss",)})


def rows_of(observations: StudyObservations, test: str) -> dict[object, tuple[object, ...]]:
    rows = table(report_of(observations, sensitivity_section), "sensitivity").rows
    return {row[2]: row[3:] for row in rows if row[0] == test}


def keys_of(observations: StudyObservations) -> set[str]:
    return {section.key for section in report_of(observations, sensitivity_section).sections}


def test_a_conclusion_that_hangs_on_who_stopped_is_named() -> None:
    observations = observed([*even(30), *[chose("removal", 2)] * 15], study=STUDY)
    completed = np.arange(45) < 30
    observations = replace(
        observations, taking_part=replace(observations.taking_part, completed=completed)
    )
    rows = rows_of(observations, "Action, Tabular")
    n, pvalue, corrected, finding, changes = rows["as analysed"]
    # By hand: 25, 10 and 10 of 45 have X² = 10, so p is near exp(-5) = 0.007; 10 each have p = 1.
    assert (n, finding, changes) == (45, "finding", None)
    assert isinstance(pvalue, float)
    assert isinstance(corrected, float)
    assert 0.004 < pvalue < 0.01
    assert corrected < 0.05
    assert rows["completed alone"] == (30, 1.0, 1.0, "nothing found", "yes")
    text = sentences(report_of(observations, sensitivity_section))
    assert "on the set: Action, Tabular (analysed: finding; otherwise: completed alone" in text


def test_the_quickest_tenth_is_left_out_by_the_mean_time_on_a_trial() -> None:
    # Everybody took a second longer than the one before: of 31, three are below nine in ten.
    rows = rows_of(observed(even(31), study=STUDY), "Action, Tabular")
    assert rows["without the quickest tenth"][0] == 28
    same = observed(even(31), study=STUDY)
    seconds = np.full(31, 60.0)
    same = replace(same, trials=replace(same.trials, seconds=seconds))
    assert "sensitivity" not in keys_of(same)


def test_whoever_failed_the_check_at_first_and_the_excluded_make_sets() -> None:
    observations = observed(even(9), study=STUDY)
    attempts = np.array([1, 2, 1, 1, 3, 1, 1, 1, 1])
    observations = replace(
        observations,
        taking_part=replace(observations.taking_part, attempts=attempts),
        excluded=observed(even(2), study=STUDY).trials,
    )
    rows = rows_of(observations, "Action, Tabular")
    assert rows["passed the check at first"][0] == 7
    assert rows["with the excluded"][0] == 11


def test_first_scenarios_alone_are_free_of_what_came_before() -> None:
    two = [
        {"image": [REMOVAL], "tabular": [REMOVAL]},
        {"tabular": [REMOVAL], "image": [REMOVAL]},
        {"image": [REMOVAL], "tabular": [REMOVAL]},
    ]
    observations = observed(two)
    rows = rows_of(observations, "Action, Image")
    assert (rows["as analysed"][0], rows["first scenario alone"][0]) == (3, 2)
    # Over both scenarios each person is counted once, by their first.
    assert rows_of(observations, "Action, Both")["first scenario alone"][0] == 3


def test_nothing_is_repeated_where_nothing_was_tested_or_nothing_else_could_be() -> None:
    assert "sensitivity" not in keys_of(observed([]))
    assert "sensitivity" not in keys_of(observed([chose("removal")], study=STUDY))
    nobody_submitted = observed([{"image": [], "tabular": []}] * 3)
    assert "sensitivity" not in keys_of(nobody_submitted)
