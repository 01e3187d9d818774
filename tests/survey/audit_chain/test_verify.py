"""Whatever is altered, removed or put in behind the survey's back is found and named."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F, QuerySet

from survey.audit_chain.verify_version import problems_of_version
from survey.models import (
    Anchor,
    Answer,
    Chain,
    CheckAttempt,
    Choice,
    Exploration,
    Link,
    PageVisit,
    Participant,
    State,
    Tombstone,
    Trial,
)
from survey.population import Population
from tests.survey.steps import FIRST
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def problems(world: World) -> list[str]:
    return list(problems_of_version(world.founding))


def ada() -> Participant:
    return Participant.objects.get(start="ada")


def test_nothing_is_wrong_where_nobody_meddled(people: World) -> None:
    assert problems(people) == []
    assert list(Anchor.objects.values_list("kind", flat=True)) == [
        "began",
        "completed",
        "began",
        "stopped",
        "began",
        "withdrawn",
        "began",
    ]


def test_pilots_and_simulated_participants_have_no_chain(people: World) -> None:
    assert Chain.objects.count() == 4
    assert not Participant.objects.filter(start__in=("sim", "pia"), chain__isnull=False).exists()


def first_answer() -> Answer:
    return Answer.objects.filter(participant=ada(), question="reason_for_action").order_by("pk")[0]


def insert_answer() -> None:
    visit = ada().visits.get(page="background.about_you")
    Answer.objects.create(participant=ada(), visit=visit, question="extra", value="yes")


def insert_apply() -> None:
    trial = ada().trials.all()[0]
    Exploration.objects.create(trial=trial, position=3, setting=dict(FIRST), applied_at=NOON)


def swap_choice() -> None:
    choice = Choice.objects.filter(trial__participant=ada())[0]
    choice.exploration = choice.trial.explorations.get(position=2)
    choice.save()


def insert_person() -> None:
    row = ada()
    row.pk, row.chain, row.token, row.start = None, None, "new", "new"
    row.save(force_insert=True)


def forge_withdrawal() -> None:
    Tombstone.objects.create(version=ada().version, withdrawn_at=NOON, beginning="0" * 64)


def steal_simulated() -> None:
    """Somebody simulated is passed off as a person."""
    Participant.objects.filter(start="sim").update(population=Population.PEOPLE)


def third() -> QuerySet[Link]:
    return Link.objects.filter(chain=ada().chain, number=3)


@pytest.mark.parametrize(
    ("meddle", "named"),
    [
        (
            lambda: Answer.objects.filter(pk=first_answer().pk).update(value="no"),
            "answer to reason_for_action (.*) was altered",
        ),
        (lambda: first_answer().delete(), "answer to reason_for_action (.*) was removed"),
        (insert_answer, "background.about_you: answer to extra was inserted"),
        (insert_apply, "Apply 3 in .* was inserted"),
        (
            lambda: Exploration.objects.filter(trial__participant=ada(), position=2)[0].delete(),
            "Apply 2 in .* was removed",
        ),
        (
            lambda: Exploration.objects.filter(trial__participant=ada()).update(setting={}),
            "Apply 1 in .* was altered",
        ),
        (swap_choice, "choice was altered"),
        (
            lambda: Trial.objects.filter(participant=ada()).update(seed=F("seed") + 1),
            "consent: trial .* was altered",
        ),
        (
            lambda: CheckAttempt.objects.filter(participant=ada()).update(passed=False),
            "comprehension check 1: attempt was altered",
        ),
        (
            lambda: CheckAttempt.objects.filter(participant=ada()).delete(),
            "comprehension check 1 was removed",
        ),
        (
            lambda: PageVisit.objects.filter(participant=ada(), page="closing.closing").update(
                submitted_at=LATER
            ),
            "closing.closing: page was altered",
        ),
        (
            lambda: Participant.objects.filter(start="ada").update(consent_language="fr"),
            "consent: participant was altered",
        ),
        (
            lambda: Participant.objects.filter(start="ada").update(population=Population.PILOTS),
            "consent: participant was altered",
        ),
        (
            lambda: Participant.objects.filter(start="bo").update(state=State.COMPLETED),
            "end: participant was altered",
        ),
        (
            lambda: Participant.objects.filter(start="dan").update(state=State.COMPLETED),
            "end was inserted",
        ),
        (lambda: ada().delete(), "was removed, and had not withdrawn"),
        (insert_person, "was inserted: nothing in the chain is theirs"),
        (steal_simulated, "was inserted: nothing in the chain is theirs"),
        (forge_withdrawal, "tombstone .* was inserted"),
        (lambda: Tombstone.objects.update(withdrawn_at=LATER), "entry 6 .* was altered"),
        (
            lambda: Link.objects.filter(chain=ada().chain).last().delete(),  # type: ignore[union-attr]
            "Link .* was removed",
        ),
        (lambda: third().delete(), "Link 3 .* was removed"),
        (lambda: third().update(salt="", subject="", rows={}), "what was submitted was removed"),
        (lambda: third().update(rows={}), "Link 3 .* was altered"),
        (lambda: Anchor.objects.filter(number=2).delete(), "entry 2 .* was removed"),
        (lambda: Anchor.objects.filter(number=2).update(kind="stopped"), "entry 2 .* was altered"),
        (lambda: Chain.objects.create(version=ada().version), "was inserted: no entry"),
    ],
)
def test_what_was_meddled_with_is_named(
    people: World, meddle: Callable[[], object], named: str
) -> None:
    meddle()
    sentences = "\n".join(problems(people))
    assert re.search(named, sentences), sentences
