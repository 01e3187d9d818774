"""Flags are made once somebody is done, and again when twice as many have completed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.records.flag_models import FlagCheck, Rule, StoredFlag, TextDigest
from analysis.records.flagging import (
    due,
    flag_for_a_moment,
    flags_of_participant,
    medians_of,
)
from analysis.records.flags import Medians
from survey.leaving.withdraw import withdraw
from survey.models import Answer, CheckAttempt, PageVisit, Participant, State
from survey.population import Population
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

PEOPLE = Population.PEOPLE
WORDS = "The model has seen too few coats of this kind."


def flagged(person: Participant) -> list[str]:
    rows = StoredFlag.objects.filter(participant=person).order_by("rule")
    return list(rows.values_list("rule", flat=True))


def anew(person: Participant) -> Participant:
    return Participant.objects.get(pk=person.pk)


def test_people_who_are_done_are_flagged_and_nobody_else(studied: Studied) -> None:
    assert flag_for_a_moment(studied.study, PEOPLE, seconds=60) == 0
    done = {studied.ada.pk, studied.bo.pk, studied.cem.pk, studied.dana.pk}
    assert set(FlagCheck.objects.values_list("participant", flat=True)) == done
    assert due(studied.ada.version, PEOPLE)[0].count() == 0
    assert set(flagged(studied.ada)) == {Rule.SHORT_TEXT}


def test_equal_words_flag_both_and_nobody_once_one_of_them_has_left(studied: Studied) -> None:
    study = studied.study
    for person in (studied.ada, studied.bo):
        Answer.objects.filter(participant=person, value="Grün “quoted”").update(value=WORDS)
    Answer.objects.filter(participant=studied.cem, value="Grün “quoted”").update(
        value=f"{WORDS.upper()}!!"
    )
    flag_for_a_moment(study, PEOPLE, seconds=60)
    for person in (studied.ada, studied.bo, studied.cem):
        repeated = [
            flag.value
            for flag in flags_of_participant(anew(person), Medians())
            if flag.rule is Rule.REPEATED_TEXT
        ]
        assert set(repeated) == {2}
    withdraw(studied.cem, now=NOON)
    withdraw(studied.bo, now=NOON)
    assert Rule.REPEATED_TEXT not in flagged(studied.ada)
    assert flags_of_participant(anew(studied.ada), Medians()) == ()


def test_whoever_wrote_first_is_flagged_when_somebody_repeats_it_later(
    studied: Studied, world: World
) -> None:
    Answer.objects.filter(participant=studied.ada, value="Grün “quoted”").update(value=WORDS)
    flag_for_a_moment(studied.study, PEOPLE, seconds=60)
    assert flagged(studied.ada) == []
    late = world.join("late")
    go_through(late)
    Answer.objects.filter(participant=late, value="Grün “quoted”").update(value=WORDS)
    flag_for_a_moment(studied.study, PEOPLE, seconds=60)
    assert set(flagged(studied.ada)) == set(flagged(late)) == {Rule.REPEATED_TEXT}


def test_populations_are_not_held_against_each_other(studied: Studied) -> None:
    for person in (studied.ada, studied.sim):
        Answer.objects.filter(participant=person, value="Grün “quoted”").update(value=WORDS)
    for population in (PEOPLE, Population.SIMULATED):
        flag_for_a_moment(studied.study, population, seconds=60)
    assert flagged(studied.ada) == flagged(studied.sim) == []


def test_attempts_at_the_check_are_counted(studied: Studied) -> None:
    for _attempt in range(2):  # and the one that passed
        CheckAttempt.objects.create(
            participant=studied.ada, chosen={}, passed=False, attempted_at=NOON
        )
    flag_for_a_moment(studied.study, PEOPLE, seconds=60)
    assert Rule.CHECK_ATTEMPTS in flagged(studied.ada)
    assert Rule.CHECK_ATTEMPTS not in flagged(studied.bo)


def ended(world: World, name: str, minutes: int) -> Participant:
    """Somebody who completed after so many minutes, a twentieth of them on every page."""
    person = world.join(name)
    finish(person)
    Participant.objects.filter(pk=person.pk).update(ended_at=NOON + timedelta(minutes=minutes))
    PageVisit.objects.filter(participant=person, submitted_at__isnull=False).update(
        shown_at=NOON, submitted_at=NOON + timedelta(minutes=minutes / 20)
    )
    return person


def test_medians_come_with_the_tenth_completion_and_flags_then_come_again(world: World) -> None:
    world.open()
    quick = ended(world, "quick", 2)
    people = [ended(world, f"p{minutes}", minutes) for minutes in range(20, 28)]
    study, version = world.founding.study, world.founding
    flag_for_a_moment(study, PEOPLE, seconds=60)
    assert medians_of(version, PEOPLE) == Medians()
    assert set(flagged(quick)).isdisjoint({Rule.TOO_QUICK, Rule.QUICK_PAGE})
    people.append(ended(world, "tenth", 28))
    medians = medians_of(version, PEOPLE)
    # Of 2, 20, 21, …, 28 minutes the middle two are 23 and 24.
    assert medians.in_all == pytest.approx(23.5 * 60)
    assert medians.pages["scenario.image.trial"] == pytest.approx(23.5 * 60 / 20)
    flag_for_a_moment(study, PEOPLE, seconds=60)
    assert Rule.TOO_QUICK not in flagged(quick)  # 9 of 10 were flagged already, not half of them
    assert flagged(people[-1]) == flagged(people[0])
    for number in range(8):
        ended(world, f"more{number}", 24)
    flag_for_a_moment(study, PEOPLE, seconds=60)
    assert {Rule.TOO_QUICK, Rule.QUICK_PAGE} <= set(flagged(quick))
    assert Rule.TOO_QUICK not in flagged(people[0])


def test_a_page_spends_no_more_than_a_moment_on_flags(
    studied: Studied, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.records.flagging.AT_ONCE", 1)
    assert flag_for_a_moment(studied.study, PEOPLE, seconds=0) == 3
    assert FlagCheck.objects.count() == 1
    assert flag_for_a_moment(studied.study, PEOPLE, seconds=60) == 0


def test_the_number_of_queries_does_not_grow_with_participants(
    studied: Studied, world: World
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            flag_for_a_moment(studied.study, PEOPLE, seconds=60)
        return len(captured)

    few = queries()
    for name in ("one", "two", "three", "four"):
        go_through(world.join(name))
    assert queries() <= few


def test_flags_of_somebody_still_taking_part_are_none(studied: Studied) -> None:
    assert studied.fay.state == State.ACTIVE
    assert flags_of_participant(studied.fay, Medians()) == ()


def test_before_they_are_stored_flags_are_made_for_the_one_who_is_read(studied: Studied) -> None:
    now = flags_of_participant(anew(studied.ada), Medians())
    assert {flag.rule for flag in now} == {Rule.SHORT_TEXT}
    assert not StoredFlag.objects.exists()
    assert not TextDigest.objects.exists()
