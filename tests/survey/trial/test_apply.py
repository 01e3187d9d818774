"""Every Apply is kept as it happened, and the setting submitted is one of them."""

from datetime import timedelta

import pytest

from attribution.errors import NoSuchSetting, NotInBundle
from attribution.models import StoredBundle
from survey.errors import NothingApplied, WrongPage
from survey.models import Answer, Choice, Exploration, Link, Participant, State, Trial
from survey.participation.page_visits import current_page
from survey.trial.apply import apply_setting, submit_setting
from tests.effect_settings import effect_setting
from tests.survey.steps import FIRST, SECOND, go_to_trial
from tests.survey.trial.first_trial import first_trial
from tests.survey.walker import SETTING, Walker
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=1)


def test_every_apply_is_kept_in_order_with_its_time_and_the_bundle(walker: Walker) -> None:
    for number in ("3", "1", "3"):
        assert walker.apply(number=number).status_code == 302
    tried = list(first_trial().explorations.all())
    assert [(exploration.position, exploration.setting) for exploration in tried] == [
        (1, {**SETTING, "number": "3"}),
        (2, {**SETTING, "number": "1"}),
        (3, {**SETTING, "number": "3"}),
    ]
    assert [exploration.applied_at for exploration in tried] == sorted(
        exploration.applied_at for exploration in tried
    )
    assert first_trial().bundle == StoredBundle.objects.get(digest=first_trial().bundle).digest


@pytest.mark.parametrize("position", ["1", "0", "-1", "x", "99999999999", "\x00", ""])
def test_nothing_is_submitted_that_was_not_tried(walker: Walker, position: str) -> None:
    response = walker.send({"submit": position})
    assert response.status_code == 302
    assert "press Apply before you submit" in walker.read()
    assert not Choice.objects.exists()


def test_any_setting_tried_can_be_submitted_and_stands(walker: Walker) -> None:
    walker.apply(number="3")
    walker.apply(number="5")
    page = walker.page
    walker.send({"submit": "1"})
    walker.send({"submit": "2"}, page)
    walker.send({**SETTING, "apply": "yes"}, page)
    assert Choice.objects.get().exploration.setting["number"] == "3"
    assert Exploration.objects.count() == 2
    assert walker.page == f"follow_up.{first_trial().scenario}.the_error"


def test_applies_are_numbered_from_one_also_where_a_setting_comes_again(world: World) -> None:
    page = go_to_trial(world.ada)
    applied = [
        apply_setting(world.ada, page, setting, now=NOON) for setting in (FIRST, SECOND, FIRST)
    ]
    assert [exploration.position for exploration in applied] == [1, 2, 3]
    assert {exploration.trial.scenario for exploration in applied} == {page.scenario}


def test_an_apply_and_a_choice_are_tied_to_what_was_submitted_before(world: World) -> None:
    page = go_to_trial(world.ada)
    apply_setting(world.ada, page, FIRST, now=NOON)
    submit_setting(world.ada, page, 1, now=LATER)
    subjects = Link.objects.order_by("-number").values_list("subject", flat=True)[:2]
    assert list(subjects) == [f"page {page.name}", f"Apply 1 in {page.scenario}"]


def test_submitting_ends_the_trial(world: World) -> None:
    page = go_to_trial(world.ada)
    apply_setting(world.ada, page, FIRST, now=NOON)
    following = submit_setting(world.ada, page, 1, now=LATER)
    assert following == current_page(world.ada)
    assert (following.section, following.scenario) == ("follow_up", page.scenario)
    choice = Choice.objects.get()
    assert (choice.exploration.position, choice.chosen_at) == (1, LATER)
    for change in (
        lambda: apply_setting(world.ada, page, SECOND, now=LATER),
        lambda: submit_setting(world.ada, page, 1, now=LATER),
    ):
        with pytest.raises(WrongPage):
            change()
    assert Exploration.objects.count() == 1


@pytest.mark.parametrize("position", [-1, 0, 2, 10**9])
def test_a_setting_never_applied_ends_nothing(world: World, position: int) -> None:
    page = go_to_trial(world.ada)
    apply_setting(world.ada, page, FIRST, now=NOON)
    with pytest.raises(NothingApplied, match="press Apply before you submit it"):
        submit_setting(world.ada, page, position, now=LATER)
    assert current_page(Participant.objects.get()) == page
    assert not Answer.objects.filter(visit__page=page.name).exists()


def test_nothing_is_counted_as_applied_whose_effects_are_not_there(world: World) -> None:
    page = go_to_trial(world.ada)
    Trial.objects.update(bundle="0" * 64)
    fresh = Participant.objects.get()
    with pytest.raises(NotInBundle):
        apply_setting(fresh, page, FIRST, now=NOON)
    assert not Exploration.objects.exists()


def test_whoever_stopped_applies_nothing_more(world: World) -> None:
    page = go_to_trial(world.ada)
    Participant.objects.update(state=State.STOPPED)
    with pytest.raises(WrongPage, match="You have stopped taking part"):
        apply_setting(world.ada, page, FIRST, now=NOON)


def test_a_setting_that_the_bundle_lacks_is_not_stored(world: World) -> None:
    page = go_to_trial(world.ada)
    lacking = effect_setting("collection", "loss", 3)
    with pytest.raises(NoSuchSetting, match="no level 'collection' of action"):
        apply_setting(world.ada, page, lacking, now=NOON)
    assert not Exploration.objects.exists()
