"""Simulated participants walk the real pages, whole or not at all."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.test import Client

from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.texts import ShortText
from survey.errors import PageRefused
from survey.models import EnrolmentWindow, Participant, ScreenedOut, Slot, State
from survey.participation.requests import SIMULATED_REQUEST
from survey.population import Population
from survey.simulation.journey import sent_for
from survey.simulation.run import simulate
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_a_page_that_refuses_an_answer_ends_the_walk_and_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leaving_out(questions: Iterable[BaseQuestion], chance: Random) -> dict[str, Any]:
        sent = sent_for(questions, chance)
        sent.pop("gender", None)
        return sent

    world.open()
    monkeypatch.setattr("survey.simulation.journey.sent_for", leaving_out)
    with pytest.raises(PageRefused, match="past the page background"):
        list(simulate(world.founding, 1, seed=7, now=NOON))


def test_what_is_optional_is_left_out_at_times_and_what_is_required_never() -> None:
    required = ShortText(type="short_text", key="required", text="What?")
    optional = ShortText(type="short_text", key="optional", text="And?", required=False)
    chance = Random(1)  # noqa: S311
    sent = [sent_for([required, optional], chance) for _draw in range(100)]
    assert all("required" in fields for fields in sent)
    # Of 100, 60 answer, with a standard deviation of 5.
    assert 35 < sum("optional" in fields for fields in sent) < 85


def test_a_closed_study_is_walked_to_its_end_and_everything_is_marked(world: World) -> None:
    world.open(quota=1)
    EnrolmentWindow.objects.all().delete()
    assert list(simulate(world.founding, 2, seed=7, now=NOON)) == [1, 2]
    first, second = Participant.objects.order_by("pk")
    assert first.population == Population.SIMULATED
    assert (first.state, second.state) == (State.COMPLETED, State.COMPLETED)
    assert Slot.objects.filter(population=Population.SIMULATED).count() == 2
    assert not Slot.objects.exclude(population=Population.SIMULATED).exists()
    assert not ScreenedOut.objects.exists()
    texts = [answer.value for answer in first.answers.filter(question="suspected_cause")]
    assert all(text.startswith("Synthetic text:") for text in texts)
    page = Client().get(f"/take-part/{first.token}/", follow=True).content.decode()
    assert "<strong>Simulated</strong>" in page
    assert (
        Client().get(f"/take-part/{first.token}/my-answers.json").json()["population"]
        == "simulated"
    )


def test_pages_take_time_and_settings_are_tried_before_one_is_chosen(world: World) -> None:
    world.open()
    list(simulate(world.founding, 1, seed=7, now=NOON))
    person = Participant.objects.get()
    assert person.consented_at < NOON
    times = [(visit.shown_at, visit.submitted_at) for visit in person.visits.order_by("pk")]
    began, ended = times[0][0], person.ended_at
    assert ended is not None
    assert timedelta(minutes=4) < ended - began < timedelta(minutes=100)
    shown = [moment for moment, _submitted in times]
    assert shown == sorted(shown)
    for trial in person.trials.all():
        applied = [exploration.applied_at for exploration in trial.explorations.all()]
        assert len(applied) >= 2
        assert applied == sorted(set(applied))


def test_nobody_outside_makes_itself_simulated(client: Client, world: World) -> None:
    address = "/studies/tda-needfinding/consent/"
    closed = client.get(address).content
    assert client.get(address, headers={SIMULATED_REQUEST: "yes"}).content == closed
    assert client.get(address, **{SIMULATED_REQUEST: "yes"}).content == closed  # type: ignore[arg-type]
