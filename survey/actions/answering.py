"""Pages submitted, once each and in order; drafts kept until then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from survey.actions.evidence import add_link, end_chain
from survey.actions.places import complete_place
from survey.design.path import CHECK, PathPage, Section
from survey.errors import WrongPage
from survey.models import (
    Anchor,
    Answer,
    CheckAttempt,
    Choice,
    Draft,
    PageVisit,
    Participant,
    State,
)
from survey.queries.progress import current_page
from survey.queries.submissions import attempt_rows, attempt_subject, page_rows

A_MINUTE = timedelta(minutes=1)
"""How exactly it is known when somebody was last there: a page read again writes nothing."""


def locked(participant: Participant) -> Participant:
    """The participant's row, held until the transaction ends: two tabs take turns.

    Raises Participant.DoesNotExist for somebody who had everything deleted a moment ago.
    """
    # Theirs alone: with the version's row as well, everybody would wait for everybody.
    rows = Participant.objects.select_for_update(of=("self",)).select_related("version")
    return rows.get(pk=participant.pk)


def hold(participant: Participant, page: PathPage, *, now: datetime) -> PageVisit:
    """Hold the participant's row as `locked` does, and see that the page is still to be submitted.

    Raises what `take_turn` does, and WrongPage where the page was submitted a moment ago.
    """
    visit = take_turn(participant, page, now=now)
    if PageVisit.objects.filter(pk=visit.pk, submitted_at__isnull=False).exists():
        raise WrongPage(_FIRST_IS_KEPT)
    return visit


def take_turn(participant: Participant, page: PathPage, *, now: datetime) -> PageVisit:
    """Hold the participant's row for a page that was open when it was last looked at.

    What was read of them before may be old by then, but pages are never taken back: it is enough
    to look again at this one, as `hold` does, or to submit it by `end_visit`. Raises WrongPage
    unless the participant is on this page, and Participant.DoesNotExist for somebody who had
    everything deleted a moment ago.
    """
    current = current_page(participant)
    if current is None or current.name != page.name:
        raise WrongPage(_why_wrong(participant, page))
    rows = Participant.objects.filter(pk=participant.pk)
    if not rows.filter(state=State.ACTIVE).update(last_active_at=now):
        rows.get()
        raise WrongPage("You have stopped taking part; what you gave until then is kept.")
    return participant.pages[page.name]


def end_visit(visit: PageVisit, *, now: datetime) -> None:
    """Submit a page, for good; raises WrongPage where it was submitted a moment ago."""
    still_open = PageVisit.objects.filter(pk=visit.pk, submitted_at=None)
    if not still_open.update(submitted_at=now):
        raise WrongPage(_FIRST_IS_KEPT)
    visit.submitted_at = now


_FIRST_IS_KEPT = "Your first answer to this page is kept."


def _why_wrong(participant: Participant, page: PathPage) -> str:
    visit = participant.pages.get(page.name)
    if visit is not None and visit.submitted_at:
        return _FIRST_IS_KEPT
    return "This page comes later. Please go on from here."


def note_presence(participant: Participant, *, now: datetime) -> None:
    """Note that somebody is there, to the minute: a page read twice writes nothing.

    Raises Participant.DoesNotExist for somebody who had everything deleted a moment ago.
    """
    if now - participant.last_active_at < A_MINUTE:
        return
    if not Participant.objects.filter(pk=participant.pk).update(last_active_at=now):
        raise Participant.DoesNotExist


def give_page(participant: Participant, page: PathPage, *, now: datetime) -> None:
    """Note when a page is first given, together with what leads to it."""
    visit = PageVisit.objects.create(participant=participant, page=page.name, shown_at=now)
    participant.pages[page.name] = visit


@transaction.atomic
def submit_page(
    participant: Participant, page: PathPage, answers: Mapping[str, Any], *, now: datetime
) -> PathPage:
    """Keep the answers of a page, by question; the page is then over, and the next one returned.

    Raises WrongPage where it was submitted before or is not reached yet; nothing is stored then.
    """
    visit = take_turn(participant, page, now=now)
    end_visit(visit, now=now)
    return go_on(participant, page, visit, answers, now=now)


def go_on(
    participant: Participant,
    page: PathPage,
    visit: PageVisit,
    answers: Mapping[str, Any],
    *,
    now: datetime,
    choice: Choice | None = None,
) -> PathPage:
    """Store the answers of a page that has ended and give the next one; a `choice` is stored."""
    given = Answer.objects.bulk_create(
        Answer(
            participant=participant, visit=visit, scenario=page.scenario or "",
            question=question, value=value,
        )
        for question, value in answers.items()
    )  # fmt: skip
    add_link(participant, f"page {page.name}", page_rows(visit, given, choice))
    if page.questions:
        Draft.objects.filter(visit=visit).delete()
    following = current_page(participant)
    assert following is not None, "the last page is never over"  # noqa: S101
    give_page(participant, following, now=now)
    if following.section is Section.COMPENSATION:
        _complete(participant, now=now)
    return following


def _complete(participant: Participant, *, now: datetime) -> None:
    participant.state, participant.ended_at = State.COMPLETED, now
    participant.save(update_fields=["state", "ended_at"])
    if not participant.is_pilot:
        complete_place(participant, now=now)
        end_chain(participant, Anchor.Kind.COMPLETED)


@transaction.atomic
def attempt_check(
    participant: Participant, page: PathPage, chosen: Mapping[str, str], *, now: datetime
) -> PathPage | None:
    """Keep a try at the comprehension check; the next page where every answer is right, else None.

    Raises WrongPage where the check is not the current page.
    """
    visit = hold(participant, page, now=now)
    questions = participant.definition.tutorial.check
    passed = page.key == CHECK and all(chosen[each.key] == each.correct for each in questions)
    attempt = CheckAttempt.objects.create(
        participant=participant, chosen=dict(chosen), passed=passed, attempted_at=now
    )
    if participant.chain_id is not None:
        number = CheckAttempt.objects.filter(participant=participant).count()
        add_link(participant, attempt_subject(number), attempt_rows(attempt))
    if not passed:
        return None
    end_visit(visit, now=now)
    return go_on(participant, page, visit, {}, now=now)


@transaction.atomic
def save_draft(
    participant: Participant, page: PathPage, content: Mapping[str, Any], *, now: datetime
) -> None:
    """Keep what is typed on the current page; raises WrongPage on any other."""
    visit = hold(participant, page, now=now)
    Draft.objects.update_or_create(
        visit=visit, defaults={"content": dict(content), "saved_at": now}
    )
