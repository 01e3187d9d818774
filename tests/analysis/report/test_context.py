"""Sections share one count of what was submitted, by axis and scenario."""

from dataclasses import replace

import numpy as np

from analysis.records.observations import NO_LEVEL, StudyObservations
from analysis.report.choices import SubmittedChoices, _patterns
from analysis.report.context import ReportContext
from tests.analysis.report.observations import (
    NARROW,
    RELABEL,
    REMOVAL,
    Person,
    observed,
    one_scenario,
    tabular_offering,
)

PEOPLE: list[Person] = [
    {"image": [REMOVAL], "tabular": [RELABEL]},
    {"tabular": [REMOVAL]},
    {"image": []},
]


def context(observations: StudyObservations) -> ReportContext:
    return ReportContext(observations, seed=1, replicates=100)


def test_only_submitted_settings_are_counted() -> None:
    choices = SubmittedChoices(observed(PEOPLE))
    assert choices.submitted.tolist() == [True, True, True, False]
    assert choices.in_scenario(0).tolist() == [True, False, False, False]
    of_action = {
        counted.scenario: counted.numbers for counted in choices.counts if counted.axis == "action"
    }
    assert of_action == {"image": [1, 0, 0], "tabular": [1, 1, 0], "both": [2, 1, 0]}


def test_choices_that_any_version_offers_are_offered_in_their_order() -> None:
    narrow = observed([], study=one_scenario(NARROW))
    assert SubmittedChoices(narrow).offered("tabular", "action") == (0,)
    assert SubmittedChoices(narrow).offered("tabular", "number") == (0, 1)
    wide = replace(narrow.versions[0], label="0.9", definition=one_scenario())
    both = SubmittedChoices(observed([], study=one_scenario(NARROW), older=(wide,)))
    assert both.offered("tabular", "action") == (0, 1, 2)
    assert both.offered("tabular", "number") == tuple(range(10))


def test_scenarios_are_named_for_tables_and_for_sentences() -> None:
    choices = SubmittedChoices(observed([]))
    assert choices.scenario_name("both") == "Both"
    assert choices.scenario_phrase("both") == "Both scenarios"
    assert choices.scenario_name("credit_risk") == "Credit risk"
    assert choices.scenario_phrase("credit_risk") == "Credit risk"
    three = replace(observed([]), scenarios=("a", "b", "c"))
    assert SubmittedChoices(three).scenario_name("both") == "All"


def test_a_scenario_that_is_called_both_is_kept_apart_from_the_pooled_answers() -> None:
    study = one_scenario(scenarios={"both": one_scenario().scenarios["tabular"]})
    choices = SubmittedChoices(observed([{"both": [REMOVAL]}], study=study))
    assert {counted.scenario for counted in choices.counts} == {"both (scenario)"}


def test_people_are_counted_by_what_they_chose_in_all_scenarios() -> None:
    action, _metric, _number = context(observed(PEOPLE)).people
    assert action.patterns == {
        ("Removal", "Label change"): 1,
        (None, "Removal"): 1,
        (None, None): 1,
    }
    assert context(observed([], study=one_scenario())).people == ()


def test_pooled_answers_come_last_and_every_test_is_made_of_the_same_counts() -> None:
    shared = context(observed(PEOPLE))
    assert shared.counted_scenarios == ("image", "tabular", "both")
    tested = {(test.axis, test.scenario) for test in shared.recommended.tests}
    assert tested == {(counted.axis, counted.scenario) for counted in shared.choices.counts}
    assert {(test.axis, test.scenario) for test in shared.published.tests} == tested
    assert len(shared.conclusions) == len(tested)


def test_scenarios_with_different_choices_are_not_pooled_on_that_axis() -> None:
    study = tabular_offering({"number": ("1", "2")})
    shared = context(observed([], study=study))
    assert shared.choices.unpooled == ("number",)
    assert [people.axis for people in shared.people] == ["action", "metric"]


def test_no_trials_at_all_are_no_people() -> None:
    nobody = context(observed([]))
    assert nobody.choices.submitted.dtype == np.bool_
    assert [people.patterns for people in nobody.people] == [{}, {}, {}]


def test_patterns_of_people_are_the_rows_that_differ_in_rising_order() -> None:
    chosen = np.random.default_rng(5).integers(NO_LEVEL, 4, size=(500, 3))
    patterns, numbers = _patterns(chosen, 4)
    rows, times = np.unique(chosen, axis=0, return_counts=True)
    assert patterns.tolist() == rows.tolist()
    assert numbers.tolist() == times.tolist()
