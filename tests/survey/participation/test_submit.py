"""Pages are submitted once and in order, and drafts wait until then."""

from datetime import timedelta

import pytest

from survey.design.path import CHECK
from survey.errors import NewerDraft, WrongPage
from survey.models import Answer, CheckAttempt, Draft, Link, PageVisit, Participant, Slot, State
from survey.participation.page_visits import current_page, path_of
from survey.participation.submit import attempt_check, save_draft, submit_page
from survey.population import Population
from tests.survey.steps import do_page, finish, go_to
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


LATER = NOON + timedelta(minutes=5)
FIRST, REMARKS = "background.about_you", "closing.closing"


def right_answers(participant: Participant) -> dict[str, str]:
    return {question.key: question.correct for question in participant.definition.tutorial.check}


def test_a_page_submitted_stores_its_answers_and_leads_to_the_next(world: World) -> None:
    page = go_to(world.ada, FIRST)
    following = submit_page(world.ada, page, {"gender": {"option": "other"}}, now=LATER)
    assert following.name == path_of(world.ada)[4].name
    answer = Answer.objects.get(question="gender")
    assert (answer.value, answer.scenario, answer.visit.page) == ({"option": "other"}, "", FIRST)
    visits = {visit.page: (visit.shown_at, visit.submitted_at) for visit in PageVisit.objects.all()}
    assert visits[FIRST] == (NOON, LATER)
    assert visits[following.name] == (LATER, None)


def test_a_page_is_submitted_once(world: World) -> None:
    page = go_to(world.ada, FIRST)
    submit_page(world.ada, page, {"gender": "first"}, now=NOON)
    with pytest.raises(WrongPage, match="Your first answer to this page is kept"):
        submit_page(world.ada, page, {"gender": "second"}, now=LATER)
    assert Answer.objects.get(question="gender").value == "first"


def test_a_page_sent_from_a_tab_that_knows_no_better_changes_nothing(world: World) -> None:
    page = go_to(world.ada, FIRST)
    other_tab = Participant.objects.get()
    assert current_page(other_tab) == page
    submit_page(world.ada, page, {"gender": "first"}, now=NOON)
    before = Answer.objects.count(), Link.objects.count()
    with pytest.raises(WrongPage, match="Your first answer to this page is kept"):
        submit_page(other_tab, page, {"gender": "second"}, now=LATER)
    assert (Answer.objects.count(), Link.objects.count()) == before


def test_a_page_that_comes_later_is_refused(world: World) -> None:
    later = path_of(world.ada)[-2]
    for send in (submit_page, save_draft):
        with pytest.raises(WrongPage, match="This page comes later"):
            send(world.ada, later, {"remarks": "early"}, now=NOON)
    assert not Answer.objects.filter(question="remarks").exists()
    assert not Draft.objects.exists()


def test_submitting_ends_the_draft(world: World) -> None:
    page = go_to(world.ada, FIRST)
    save_draft(world.ada, page, {"gender": "half a"}, now=NOON)
    submit_page(world.ada, page, {"gender": "whole"}, now=NOON)
    assert not Draft.objects.exists()


def test_the_last_page_shown_completes_the_participation(world: World) -> None:
    page = go_to(world.ada, REMARKS)
    assert Participant.objects.get().state == State.ACTIVE
    submit_page(world.ada, page, {}, now=LATER)
    ada = Participant.objects.get()
    assert (ada.state, ada.ended_at) == (State.COMPLETED, LATER)
    assert Slot.objects.get().completed_at == LATER


@pytest.mark.parametrize(
    ("population", "completed"), [(Population.SIMULATED, 1), (Population.PILOTS, 0)]
)
def test_a_slot_is_completed_by_whoever_holds_one(
    world: World, population: Population, completed: int
) -> None:
    world.open()
    finish(world.join("pia", population=population))
    assert Participant.objects.get().state == State.COMPLETED
    assert Slot.objects.exclude(completed_at=None).count() == completed
    assert not Link.objects.exists()


def test_a_check_with_one_wrong_answer_stays_as_it_was_sent(world: World) -> None:
    page = go_to(world.ada, f"tutorial.{CHECK}")
    wrong = right_answers(world.ada) | {"check_metric": "worse"}
    assert attempt_check(world.ada, page, wrong, now=NOON) is None
    assert current_page(world.ada) == page
    assert Draft.objects.get().content == wrong
    attempt = CheckAttempt.objects.get()
    assert (attempt.passed, attempt.chosen) == (False, wrong)


def test_a_check_is_passed_by_the_right_answers_after_any_number_of_attempts(
    world: World,
) -> None:
    page = go_to(world.ada, f"tutorial.{CHECK}")
    right = right_answers(world.ada)
    for _attempt in range(2):
        attempt_check(world.ada, page, right | {"check_metric": "worse"}, now=NOON)
    following = attempt_check(world.ada, page, right, now=NOON)
    assert following == current_page(world.ada) != page
    assert [attempt.passed for attempt in CheckAttempt.objects.all()] == [False, False, True]
    subjects = Link.objects.filter(subject__startswith="comprehension check")
    assert list(subjects.values_list("subject", flat=True)) == [
        "comprehension check 1",
        "comprehension check 2",
        "comprehension check 3",
    ]
    assert not Draft.objects.exists()


def test_another_page_is_no_comprehension_check_and_passes_nothing(world: World) -> None:
    page = go_to(world.ada, FIRST)
    assert attempt_check(world.ada, page, right_answers(world.ada), now=NOON) is None
    assert current_page(world.ada) == page


def test_of_two_drafts_of_one_revision_the_first_stands(world: World) -> None:
    page = go_to(world.ada, FIRST)
    save_draft(world.ada, page, {"gender": "one"}, now=NOON, revision=1)
    with pytest.raises(NewerDraft, match="Reload it to see that"):
        save_draft(world.ada, page, {"gender": "two"}, now=NOON, revision=1)
    assert Draft.objects.get().content == {"gender": "one"}
    save_draft(world.ada, page, {"gender": "three"}, now=LATER, revision=2)
    draft = Draft.objects.get()
    assert (draft.content, draft.revision, draft.saved_at) == ({"gender": "three"}, 2, LATER)


def test_a_draft_that_knows_no_revision_replaces_the_last_one(world: World) -> None:
    page = go_to(world.ada, FIRST)
    for number, words in enumerate(("one", "two"), start=1):
        save_draft(world.ada, page, {"gender": words}, now=NOON)
        draft = Draft.objects.get()
        assert (draft.content, draft.revision) == ({"gender": words}, number)


def test_whoever_stopped_submits_nothing_more(world: World) -> None:
    page = go_to(world.ada, FIRST)
    Participant.objects.update(state=State.STOPPED)
    with pytest.raises(WrongPage, match="You have stopped taking part"):
        do_page(world.ada, page)
    assert not Answer.objects.filter(visit__page=FIRST).exists()
