"""A study with tens of thousands of participants, and everything that a team does around them."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

from django.db.models import Model

from checks.support.large_database import give_slots
from checks.support.simulated_crowd import Crowd
from tests.permissions.people import Everything
from tests.world import NOON

FIRST = 100
"""The number of the first of the crowd; those of the world before them are lower."""

LINKS = 5_000
CHANGES = 20_000
OTHER_STUDIES = 50
CODED = 200
SECONDS_OF_FLAGS = 30.0


def large_study(people: int) -> Everything:
    """One of everything, with so many people; about half of them wait for their flags."""
    from survey.studies.models import EnrolmentWindow

    world = Everything()
    EnrolmentWindow.objects.update(quota=2 * people)
    _other_studies(world)
    _people(world, people)
    _recruitment(world, people)
    _assessments(world)
    _flags(world)
    _coding(world)
    _changes(world)
    return world


def _create(rows: Iterable[Model]) -> None:
    listed = list(rows)
    type(listed[0])._default_manager.bulk_create(listed, batch_size=2_000)  # noqa: SLF001


def _other_studies(world: Everything) -> None:
    from survey.models import Study, StudyVersion

    for number in range(OTHER_STUDIES):
        slug = f"another-study-{number}"
        content = json.loads(world.founding.content) | {"study": slug, "title": f"Study {number}"}
        written = json.dumps(content)
        StudyVersion.objects.create(
            study=Study.objects.create(slug=slug),
            label=world.founding.label,
            content=written,
            digest=sha256(written.encode()).hexdigest(),
            loaded_at=NOON,
            seed=number,
        )


def _people(world: Everything, people: int) -> None:
    from survey.models import LastNumber, Slot
    from survey.population import Population

    crowd = Crowd(world.founding, Random(1), Population.PEOPLE)  # noqa: S311
    numbers = count(Slot.objects.count())
    for first in range(FIRST, FIRST + people, 1_000):
        written = crowd.write(range(first, min(first + 1_000, FIRST + people)))
        give_slots(world.founding, written, numbers)
    simulated = Crowd(world.founding, Random(2), Population.SIMULATED)  # noqa: S311
    simulated.write(range(people // 30))
    for population in (Population.PEOPLE, Population.SIMULATED):
        LastNumber.objects.update_or_create(
            study=world.founding.study,
            population=population,
            defaults={"number": FIRST + people},
        )
    _spread(FIRST + people)


DAYS = 60


def _spread(end: int) -> None:
    """Let them have begun over the last weeks, and everybody end within the hour."""
    from django.db.models import F
    from django.utils import timezone

    from survey.models import Participant, State

    step = -(-end // DAYS)
    for day, first in enumerate(range(0, end, step)):
        began = timezone.now() - timedelta(days=DAYS - 1 - day, minutes=150)
        some = Participant.objects.filter(number__gte=max(first, FIRST), number__lt=first + step)
        some.update(consented_at=began, last_active_at=began + timedelta(hours=1))
        some.exclude(state=State.ACTIVE).update(ended_at=F("last_active_at"))


def _recruitment(world: Everything, people: int) -> None:
    from survey.models import Invitation
    from survey.recruitment.models import (
        BeginningThroughPanel,
        CompensationCode,
        CompensationContact,
        InvitationMail,
        RecruitmentIdentifier,
    )

    study, day = world.founding.study, NOON.date()
    numbers = range(LINKS)
    _create(
        Invitation(
            study=study,
            token=f"invitation-{number}",
            made_at=NOON + timedelta(days=number % 50),
            label=f"class {number % 50}",
            used_on=day if number % 2 else None,
        )
        for number in numbers
    )
    _create(
        InvitationMail(mailing=world.mailing, address=f"{number}@example.org", state="sent")
        for number in numbers
    )
    _create(CompensationCode(study=study.slug, code=f"CODE-{number}") for number in range(people))
    _create(
        CompensationContact(study=study.slug, address=f"{number}@example.org", given_on=day)
        for number in numbers
    )
    _create(
        RecruitmentIdentifier(study=study.slug, panel_participant=f"name {number}", arrived_on=day)
        for number in range(people)
    )
    _create(
        BeginningThroughPanel(
            study=study.slug, digest=sha256(b"%d" % number).hexdigest(), began_on=day
        )
        for number in range(people)
    )


def _assessments(world: Everything) -> None:
    """One in twenty is excluded, and one in four of the others was assessed."""
    from analysis.records.models import Assessment, Exclusion, ExclusionStep, Reason
    from survey.models import Participant, State

    done = Participant.objects.filter(number__gte=FIRST).exclude(state=State.ACTIVE)
    by: dict[str, Any] = {"by": world.root}
    keys = list(done.order_by("pk").values_list("pk", flat=True))
    excluded, others = keys[::20], [key for at, key in enumerate(keys) if at % 20]
    _create(Exclusion(participant_id=key, reason=Reason.LOW_QUALITY) for key in excluded)
    _create(
        ExclusionStep(
            participant_id=key,
            number=1,
            kind="excluded",
            reason=Reason.LOW_QUALITY,
            happened_at=NOON,
            **by,
        )
        for key in excluded
    )
    _create(Assessment(participant_id=key, assessed_at=NOON, **by) for key in others[::4])


def _flags(world: Everything) -> None:
    from analysis.records.flagging import flag_for_a_moment
    from survey.population import Population

    flag_for_a_moment(world.founding.study, Population.PEOPLE, seconds=SECONDS_OF_FLAGS)


def _coding(world: Everything) -> None:
    """Cases of everybody, and a round over some of them, of which the coder coded half."""
    from analysis.coding.cases.codable import codable
    from analysis.coding.cases.gather import gather_cases
    from analysis.coding.desk.apply_codes import WHOLE, apply_theme
    from analysis.coding.rounds.plan import plan_round
    from analysis.coding.visibility import coder_in
    from survey.population import Population

    gather_cases(world.founding.study, Population.PEOPLE)
    cases = list(codable(world.founding.study, Population.PEOPLE))
    begun = plan_round(
        world.codebook, title="Second", cases=cases[-CODED:], coders=[world.coder], now=NOON
    )
    part = coder_in(begun.pk, world.coder)
    for case in cases[-CODED : -CODED // 2]:
        for unit in case.units.all():
            apply_theme(part, unit, world.theme.guid, WHOLE, now=NOON)
    world.round = begun


def _changes(world: Everything) -> None:
    from operations.models import Change

    last = Change.objects.order_by("-number").values_list("number", flat=True).first() or 0
    _create(_written(world.founding.study.slug, last))


def _written(slug: str, last: int) -> Iterator[Any]:
    """Their digests are not real."""
    from operations.models import Change

    for number in range(last + 1, last + 1 + CHANGES):
        yield Change(
            number=number,
            happened_at=NOON,
            by=f"account {number % 20}",
            kind="added",
            study=slug,
            what="exclusion" if number % 2 else "assessment",
            which=f"P{number}",
            digest="0" * 64,
        )
