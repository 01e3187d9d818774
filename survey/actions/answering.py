"""Pages submitted, once each and in order; drafts kept until then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from survey.actions.places import complete_place
from survey.design.path import CHECK, PathPage, Section
from survey.errors import WrongPage
from survey.models import Answer, CheckAttempt, Draft, PageVisit, Participant, State
from survey.queries.progress import current_page


def locked(participant: Participant) -> Participant:
    """The participant's row, held until the transaction ends: two tabs take turns.

    Raises Participant.DoesNotExist for somebody who had everything deleted a moment ago.
    """
    # Theirs alone: with the version's row as well, everybody would wait for everybody.
    rows = Participant.objects.select_for_update(of=("self",)).select_related("version")
    return rows.get(pk=participant.pk)


def require_current(participant: Participant, page: PathPage) -> None:
    """Raises WrongPage unless the participant is on this page."""
    current = current_page(participant)
    if participant.state != State.ACTIVE or current is None or current.name != page.name:
        raise WrongPage(
            "Your first answer to this page is kept."
            if _submitted(participant, page)
            else "This page comes later. Please go on from here."
        )


def _submitted(participant: Participant, page: PathPage) -> bool:
    return participant.visits.filter(page=page.name, submitted_at__isnull=False).exists()


@transaction.atomic
def show_page(participant: Participant, page: PathPage, *, now: datetime) -> PageVisit:
    """Note that a page was shown, the first time it is, and that its reader is there.

    Raises Participant.DoesNotExist for somebody who had everything deleted a moment ago.
    """
    if not Participant.objects.filter(pk=participant.pk).update(last_active_at=now):
        raise Participant.DoesNotExist
    visit, _created = PageVisit.objects.get_or_create(
        participant=participant, page=page.name, defaults={"shown_at": now}
    )
    return visit


@transaction.atomic
def submit_page(
    participant: Participant, page: PathPage, answers: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep the answers of a page, by question; the page is then over.

    Raises WrongPage where it was submitted before or is not reached yet; nothing is stored then.
    """
    participant = locked(participant)
    require_current(participant, page)
    close_page(participant, page, answers, now=now)


def close_page(
    participant: Participant, page: PathPage, answers: Mapping[str, Any], *, now: datetime
) -> None:
    """Store a page's answers and go on; the participant's row is locked and the page current."""
    visit = show_page(participant, page, now=now)
    Answer.objects.bulk_create(
        Answer(
            participant=participant, visit=visit, scenario=page.scenario or "",
            question=question, value=value,
        )
        for question, value in answers.items()
    )  # fmt: skip
    visit.submitted_at = now
    visit.save(update_fields=["submitted_at"])
    Draft.objects.filter(visit=visit).delete()
    following = current_page(participant)
    if following is None or following.section is Section.COMPENSATION:
        _complete(participant, now=now)


def _complete(participant: Participant, *, now: datetime) -> None:
    participant.state, participant.ended_at = State.COMPLETED, now
    participant.save(update_fields=["state", "ended_at"])
    if not participant.is_pilot:
        complete_place(participant, now=now)


@transaction.atomic
def attempt_check(
    participant: Participant, page: PathPage, chosen: Mapping[str, str], *, now: datetime
) -> bool:
    """Keep a try at the comprehension check, and go on where every answer is right.

    Raises WrongPage where the check is not the current page.
    """
    participant = locked(participant)
    require_current(participant, page)
    show_page(participant, page, now=now)
    questions = participant.version.definition.tutorial.check
    passed = page.key == CHECK and all(chosen[each.key] == each.correct for each in questions)
    CheckAttempt.objects.create(
        participant=participant, chosen=dict(chosen), passed=passed, attempted_at=now
    )
    if passed:
        close_page(participant, page, {}, now=now)
    return passed


@transaction.atomic
def save_draft(
    participant: Participant, page: PathPage, content: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep what is typed on the current page; raises WrongPage on any other."""
    participant = locked(participant)
    require_current(participant, page)
    visit = show_page(participant, page, now=now)
    Draft.objects.update_or_create(
        visit=visit, defaults={"content": dict(content), "saved_at": now}
    )
