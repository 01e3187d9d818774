"""What statistics read is what people did, whole, once, and apart from the simulated."""

from io import StringIO

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from analysis.records.exclude import exclude, readmit
from analysis.records.models import Reason
from analysis.records.observations import StudyObservations
from analysis.report.build import build_report
from analysis.report.observe import study_observations
from analysis.report.sections.answers import follow_up_section, sample_section
from attribution.axes import Metric
from attribution.models import StoredBundle
from attribution.queries import _index, explanations
from survey.enrolment.enrol import count_screened_out
from survey.models import Participant, ScreenedOut
from survey.population import Population
from tests.analysis.another_version import REMARKS, YEARS, retyped
from tests.analysis.conftest import Studied
from tests.analysis.participation import TRIED, go_through
from tests.survey.participant_records import completed_responses
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def levels(observations: StudyObservations, setting: int) -> dict[str, str]:
    """A setting, by its position in the list of settings, as the keys of its levels."""
    (row,) = observations.levels_of(np.array([setting])).tolist()
    return {axis.key: axis.levels[at] for axis, at in zip(observations.axes, row, strict=True)}


def test_columns_hold_what_records_of_people_hold(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    columns, explorations = observations.trials, observations.explorations
    records = [
        record
        for record in completed_responses(studied.study)
        if any(trial_record.chosen for trial_record in record.trials)
    ]
    trials = [
        (person, trial_record)
        for person, record in enumerate(records)
        for trial_record in record.trials
    ]
    assert columns.person.tolist() == [person for person, _record in trials]
    scenarios = [observations.scenarios[number] for number in columns.scenario]
    assert scenarios == [trial_record.scenario for _person, trial_record in trials]
    assert columns.position.tolist() == [trial_record.position for _person, trial_record in trials]
    stimuli = [observations.stimuli[number] for number in columns.stimulus]
    assert [(stimulus.bundle, stimulus.error) for stimulus in stimuli] == [
        (trial_record.bundle, trial_record.error) for _person, trial_record in trials
    ]
    for at, (_person, trial_record) in enumerate(trials):
        if trial_record.chosen is None:
            assert columns.chosen[at] == -1
            assert np.isnan(columns.seconds[at])
            continue
        assert levels(observations, columns.chosen[at]) == trial_record.chosen.setting
        assert columns.chosen_position[at] == trial_record.chosen.position == 2
        assert columns.seconds[at] == 120.0
        tried = explorations.setting[explorations.trial == at]
        assert [levels(observations, setting) for setting in tried] == [
            exploration.setting for exploration in trial_record.explorations
        ]


def test_everybody_is_counted_once_in_the_flow(studied: Studied, rosa: User) -> None:
    count_screened_out(studied.ada.version, ScreenedOut.Reason.NOT_ELIGIBLE)
    exclude(studied.bo, Reason.TECHNICAL, by=rosa, now=NOON)
    flow = study_observations(studied.study, Population.PEOPLE).flow
    assert (flow.screened_out, flow.excluded) == ({"not eligible": 1}, {"technical problem": 1})
    assert (flow.taking_part, flow.withdrew, flow.completed, flow.stopped) == (1, 1, 2, 2)
    assert (flow.without_choice, flow.analysed) == (1, 2)
    assert flow.answered == sum(flow.excluded.values()) + flow.without_choice + flow.analysed


def test_the_simulated_and_people_are_never_in_one_report(studied: Studied) -> None:
    real = study_observations(studied.study, Population.PEOPLE)
    simulated = study_observations(studied.study, Population.SIMULATED)
    assert (real.flow.analysed, simulated.flow.analysed) == (3, 1)
    assert (simulated.flow.withdrew, simulated.flow.began) == (0, 1)
    Participant.objects.filter(population=Population.SIMULATED).delete()
    again = study_observations(studied.study, Population.PEOPLE)
    assert (again.flow, again.answers) == (real.flow, real.answers)
    assert study_observations(studied.study, Population.SIMULATED).flow.began == 0


def test_answers_are_counted_by_what_was_chosen_and_texts_by_length(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    answers = {
        (answered.scenario, answered.question): answered for answered in observations.answers
    }
    assert answers["", "gender"].counts == (("woman", 3),)
    assert answers["", "sector"].counts == ((("industry", "other"), 3),)
    assert answers["", "remarks"].counts == ((13.0, 2),)
    assert (
        answers["image", "suspected_cause"].people + answers["tabular", "suspected_cause"].people
        == 5
    )
    assert ("", "developed_models") not in answers


def test_whoever_is_excluded_is_in_no_column_until_taken_in_again(
    studied: Studied, rosa: User
) -> None:
    before = study_observations(studied.study, Population.PEOPLE)
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    without = study_observations(studied.study, Population.PEOPLE)
    assert len(without.trials.person) == len(before.trials.person) - 2
    assert len(without.explorations.trial) == len(before.explorations.trial) - 4
    readmit(studied.ada, Reason.REASSESSED, by=rosa, now=NOON)
    again = study_observations(studied.study, Population.PEOPLE)
    assert again.trials.chosen.tolist() == before.trials.chosen.tolist()
    assert again.flow == before.flow


def test_a_registered_plan_is_held_against_what_was_done(studied: Studied) -> None:
    call_command("preregister", studied.study.slug, "--register", stdout=StringIO())
    report = build_report(study_observations(studied.study, Population.PEOPLE))
    rows = next(table for table in report.tables() if table.key == "deviations").rows
    assert ("Registration", "before anybody took part", "when 6 had begun") in rows
    completed = ("31 completed participations", "2 completed participations")
    assert ("Participants", *completed) in rows
    assert len(rows) == 2


def test_gains_are_the_effects_that_trials_show(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    record = completed_responses(studied.study)[0].trials[0]
    assert record.chosen is not None
    effect = explanations(record.bundle).results(record.error, record.chosen.setting).effect
    gains = observations.stimuli[observations.trials.stimulus[0]].gains
    assert gains is not None
    assert [outcome.key for outcome in observations.outcomes] == list(Metric)
    assert gains[0, observations.trials.chosen[0]] == pytest.approx(
        -effect.change_of(Metric.LOSS).change if effect else 0.0
    )


def test_a_bundle_that_is_gone_leaves_its_gains_unknown(studied: Studied) -> None:
    StoredBundle.objects.all().delete()
    _index.cache_clear()
    observations = study_observations(studied.study, Population.PEOPLE)
    assert observations.stimuli
    assert all(stimulus.gains is None for stimulus in observations.stimuli)
    assert not observations.bundles


def test_bundles_are_those_that_were_shown(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    assert set(observations.bundles) == {stimulus.bundle for stimulus in observations.stimuli}
    assert {bundle.name for bundle in observations.bundles.values()} == {"loan", "fashion"}


def test_places_are_where_the_submitted_options_stood(studied: Studied) -> None:
    submitted = TRIED[-1]
    first, second = studied.ada.trials.order_by("position")
    first.options = {
        "action": ["label_change", "removal", submitted["action"]],
        "metric": [submitted["metric"], "predicted_class_probability", "true_class_probability"],
        "number": ["1", "3"],
    }
    first.save()
    second.options = {"action": [submitted["action"]], "metric": ["other", submitted["metric"]]}
    second.save()
    trials = study_observations(studied.study, Population.PEOPLE).trials
    assert trials.random_order[:2].tolist() == [1, 1]
    # Numbers have an order of their own, so where they stood tells nothing.
    assert trials.options[:2].tolist() == [[3, 1, 0], [1, 2, 0]]
    without = trials.chosen == -1
    assert without.any()
    assert not trials.options[without].any()


def test_the_number_of_queries_does_not_grow_with_people(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        go_through(world.ada if number == 0 else world.join(str(number)))
    study_observations(world.founding.study, Population.PEOPLE)  # bundles stay in memory
    with django_assert_max_num_queries(24):
        study_observations(world.founding.study, Population.PEOPLE)


def test_each_answer_is_reported_by_the_version_it_was_given_in(world: World) -> None:
    later = retyped(world)
    observations = study_observations(later.study, Population.SIMULATED)
    report = build_report(observations, sections=[sample_section, follow_up_section])
    tables = {table.key: table.rows for table in report.tables()}
    # Both of 2.1 wrote the highest numbers; the three of 2.0 chose, or wrote 13 characters.
    assert tables["sample_numbers"] == ((YEARS.text, 2, *[60.0] * 6, 0.0),)
    assert tables["numbers_at_the_end"] == ((REMARKS.text, 2, *[10.0] * 6, 0.0),)
    of_2_0 = [row[1:] for row in tables["sample_answers"] if "(version 2.0)" in str(row[0])]
    assert of_2_0[0][:3] == ("Less than 1 year", 3, 1.0)
    assert {row[1] for row in of_2_0[1:]} == {0}
    assert [row[2:] for row in tables["texts"] if "(version 2.0)" in str(row[1])] == [
        (3, 13.0, 13.0, 13.0)
    ]
