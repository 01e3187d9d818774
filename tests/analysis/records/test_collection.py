"""How people took part is read for those who are analysed, and for nobody else."""

from datetime import timedelta

import numpy as np
import pytest
from django.contrib.auth.models import User

from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.records.taking_part import EnrolmentPeriod
from analysis.report.observe import study_observations
from survey.design.path import CHECK
from survey.models import Participant
from survey.participation.page_visits import current_page
from survey.participation.submit import attempt_check
from survey.population import Population
from survey.studies.models import EnrolmentWindow
from tests.analysis.conftest import Studied
from tests.analysis.participation import finish_page, go_through
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def fail_the_check(participant: Participant) -> None:
    """Go to the comprehension check, and answer its first question wrong."""
    while (page := current_page(participant)) and page.key != CHECK:
        finish_page(participant, page)
    assert page is not None
    first, *others = participant.definition.tutorial.check
    wrong = next(option for option in first.options if option != first.correct)
    chosen = {first.key: wrong} | {question.key: question.correct for question in others}
    attempt_check(participant, page, chosen, now=NOON)


def test_the_analysed_are_told_by_person_in_the_order_of_trials(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    # ada and bo completed and cem stopped; each got the check right at once.
    taking_part = observations.taking_part
    assert taking_part.completed.tolist() == [True, True, False]
    assert np.isnan(taking_part.seconds).tolist() == [False, False, True]
    assert taking_part.attempts.tolist() == [1, 1, 1]
    assert len(set(observations.trials.person.tolist())) == 3


def test_seconds_run_from_the_consent_to_the_end(studied: Studied) -> None:
    Participant.objects.filter(pk=studied.bo.pk).update(ended_at=NOON + timedelta(seconds=1234.5))
    observations = study_observations(studied.study, Population.PEOPLE)
    assert observations.taking_part.seconds[1] == 1234.5


def test_days_are_those_of_the_first_and_last_consent_in_utc(studied: Studied) -> None:
    late = NOON.replace(hour=23, minute=30) + timedelta(days=2)
    Participant.objects.filter(pk=studied.bo.pk).update(consented_at=late)
    # dana stopped before any trial, so she is not analysed and her day does not count.
    Participant.objects.filter(pk=studied.dana.pk).update(consented_at=late + timedelta(days=9))
    collection = study_observations(studied.study, Population.PEOPLE).collection
    assert (collection.first_day, collection.last_day) == ("2027-01-31", "2027-02-02")
    assert collection.languages == (("en", 3),)


def test_simulated_participants_have_neither_days_nor_an_enrolment_window(
    studied: Studied,
) -> None:
    EnrolmentWindow.objects.update_or_create(
        study=studied.study,
        defaults={"opens_at": NOON, "closes_at": NOON + timedelta(days=30), "quota": 31},
    )
    people = study_observations(studied.study, Population.PEOPLE).collection
    assert people.period == EnrolmentPeriod("2027-01-31", "2027-03-02", 31, invited_only=False)
    simulated = study_observations(studied.study, Population.SIMULATED).collection
    assert (simulated.first_day, simulated.last_day, simulated.period) == ("", "", None)
    assert simulated.languages == (("en", 1),)


def test_failed_checks_are_counted_by_person_and_by_question(world: World) -> None:
    fail_the_check(world.ada)
    fail_the_check(world.ada)
    for participant in (world.ada, world.join("bo")):
        go_through(participant)
    observations = study_observations(world.founding.study, Population.PEOPLE)
    assert observations.taking_part.attempts.tolist() == [3, 1]
    first, *others = observations.collection.checked
    # Only what was answered at the first attempt counts.
    assert (first.people, first.right) == (2, 1)
    assert {(question.people, question.right) for question in others} == {(2, 2)}


def test_the_excluded_are_read_apart_as_long_as_they_are_excluded(
    studied: Studied, rosa: User
) -> None:
    before = study_observations(studied.study, Population.PEOPLE)
    assert not len(before.excluded.person)
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    after = study_observations(studied.study, Population.PEOPLE)
    assert after.excluded.person.tolist() == [0, 0]
    assert after.levels_of(after.excluded.chosen).tolist() == [
        before.levels_of(before.trials.chosen).tolist()[at]
        for at in np.flatnonzero(before.trials.person == 0)
    ]
    assert after.taking_part.completed.tolist() == [True, False]
