"""A study is opened, and refused where nobody could take part."""

from dataclasses import replace
from datetime import timedelta

import pytest

from survey.errors import OpeningRefused
from survey.models import EnrolmentWindow
from survey.studies.bundles_needed import effects_of, missing_bundles
from survey.studies.enrolment_window import Phase, enrolment_state
from survey.studies.opening import Opening, open_now, opening_of, set_opening
from tests.interview_world import interview_version
from tests.world import NOON, World, load_shipped_effects

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
WEEK = Opening(NOON, 40, NOON + timedelta(days=7), invited_only=True, starts_a_minute=25)


@pytest.fixture
def ready(world: World) -> World:
    for name in ("fashion", "iris", "loan"):
        load_shipped_effects(name)
    return world


def phase(world: World, now: object) -> Phase:
    state = enrolment_state(world.founding.study, now=now)  # type: ignore[arg-type]
    assert state is not None
    return state.phase


def test_what_is_set_is_what_is_kept_and_can_be_changed(ready: World) -> None:
    study = ready.founding.study
    assert opening_of(set_opening(study, WEEK)) == WEEK
    set_opening(study, replace(WEEK, quota=50, closes_at=None))
    window = EnrolmentWindow.objects.get()
    assert (window.quota, window.closes_at) == (50, None)


def test_a_study_that_was_never_opened_gets_as_many_places_as_it_aims_at(ready: World) -> None:
    window = open_now(ready.founding.study, now=NOON)
    assert (window.quota, window.opens_at, window.closes_at) == (31, NOON, None)
    assert phase(ready, NOON) is Phase.OPEN


def test_opening_again_keeps_the_numbers_and_takes_back_an_end_that_is_over(ready: World) -> None:
    study = ready.founding.study
    set_opening(study, WEEK)
    after = NOON + timedelta(days=8)
    assert phase(ready, after) is Phase.CLOSED
    window = open_now(study, now=after)
    assert opening_of(window) == replace(WEEK, closes_at=None)
    set_opening(study, replace(WEEK, opens_at=NOON + 2 * HOUR))
    assert open_now(study, now=NOON + HOUR).opens_at == NOON + HOUR


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"closes_at": NOON}, "close before it opens"),
        ({"quota": 0}, "Nobody could begin"),
        ({"idle_minutes": 0}, "Nobody could begin"),
        ({"starts_a_minute": 0}, "Nobody could begin"),
    ],
)
def test_times_and_numbers_by_which_nobody_could_begin_are_refused(
    ready: World, wrong: dict[str, object], why: str
) -> None:
    with pytest.raises(OpeningRefused, match=why):
        set_opening(ready.founding.study, replace(WEEK, **wrong))  # type: ignore[arg-type]
    assert not EnrolmentWindow.objects.exists()


def test_a_study_without_its_bundles_is_refused_with_their_names(world: World) -> None:
    assert missing_bundles(world.founding) == ("fashion", "loan", "iris")
    with pytest.raises(OpeningRefused, match="bundles are not loaded: fashion, loan, iris"):
        open_now(world.founding.study, now=NOON)
    load_shipped_effects("fashion")
    load_shipped_effects("loan")
    with pytest.raises(OpeningRefused, match="bundle is not loaded: iris"):
        set_opening(world.founding.study, WEEK)
    assert effects_of(world.founding).keys() == {"image", "tabular"}


def test_archived_studies_and_interviews_cannot_be_opened(ready: World) -> None:
    study = ready.founding.study
    study.archived_at = NOON
    study.save()
    with pytest.raises(OpeningRefused, match="is archived"):
        open_now(study, now=NOON)
    with pytest.raises(OpeningRefused, match="study of interviews"):
        open_now(interview_version().study, now=NOON)
    assert missing_bundles(interview_version()) == ()
    assert effects_of(interview_version()) == {}
    assert not EnrolmentWindow.objects.exists()
