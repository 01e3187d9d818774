"""A seeded study: everything synthetic, two rounds agreed on, the third to be tried, or nothing."""

import pytest
from django.db import transaction

from analysis.coding.simulation.seeding import STEPS_OF_CODING, is_seeded, seed_study
from analysis.models import Case, Coding, CodingRound, Decision, Reading
from survey.models import Participant
from survey.population import Population
from tests.analysis.coding_world import account, shipped
from tests.world import NOON, World

PEOPLE = 8


@pytest.fixture
def opened(world: World) -> World:
    world.open()
    return world


def seed(world: World, *, steps: int = PEOPLE + STEPS_OF_CODING) -> None:
    coders = [account("coder-a"), account("coder-b")]
    todo = seed_study(world.founding, shipped(), coders, participants=PEOPLE, seed=3, now=NOON)
    with transaction.atomic():
        done = [step for step, _ in zip(todo, range(steps), strict=False)]
        if len(done) < PEOPLE + STEPS_OF_CODING:
            raise InterruptedError


@pytest.mark.django_db
def test_a_seeded_study_is_synthetic_throughout_and_leaves_a_round_to_try(opened: World) -> None:
    seed(opened)
    coding_rounds = list(CodingRound.objects.all())
    first, second, third = coding_rounds
    stages = [coding_round.stage for coding_round in coding_rounds]
    assert stages == ["closed", "closed", "independent"]
    assert all(coding_round.synthetic for coding_round in coding_rounds)
    assert not Participant.objects.exclude(population=Population.SIMULATED).exists()
    assert not Case.objects.filter(synthetic=False).exists()
    assert first.members.filter(joint=True).count() == 1
    assert Case.objects.filter(memberships__isnull=False).distinct().count() == PEOPLE
    for compared in (first, second):
        reports = {agreed.basis: agreed.report for agreed in compared.agreements.all()}
        assert set(reports) == {"as_coded", "reconciled"}
        for report in reports.values():
            jaccard = next(
                figure for figure in report["figures"] if figure["measure"] == report["main"]
            )
            assert 0 < jaccard["value"] < 1
    by_somebody = Decision.objects.exclude(by="")
    assert all(decision.reason.startswith("Synthetic reason") for decision in by_somebody)
    left = {coder.name: coder.finished_at for coder in third.coders.select_related("user")}
    assert left["coder-a"] is None
    assert left["coder-b"] is not None
    assert Reading.objects.filter(coder__round=third, coder__user__username="coder-a").count() == 0
    assert is_seeded(opened.founding.study)


@pytest.mark.django_db
def test_a_seeding_that_is_interrupted_leaves_nothing(opened: World) -> None:
    with pytest.raises(InterruptedError), transaction.atomic():
        seed(opened, steps=PEOPLE + 1)
    assert not Participant.objects.exists()
    assert not Case.objects.exists()
    assert not CodingRound.objects.exists()
    assert not Coding.objects.exists()
    assert not is_seeded(opened.founding.study)
