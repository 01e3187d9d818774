"""Submitting pages, once each and in order, and the drafts until then."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from survey.audit_chain.models import Anchor
from survey.audit_chain.submissions import (
    add_link,
    attempt_rows,
    attempt_subject,
    end_chain,
    page_rows,
)
from survey.design.path import PathPage, Section
from survey.enrolment.slots import complete_slot, keep_slot
from survey.errors import NewerDraft
from survey.participation.compensation import give_personal_code
from survey.participation.durations import note_medians_now_and_then
from survey.participation.models import (
    Answer,
    CheckAttempt,
    Choice,
    Draft,
    PageVisit,
    Participant,
    State,
)
from survey.participation.page_visits import (
    current_page,
    draft_of,
    is_first_sent,
    lock_page,
    require_open_page,
    show_page,
    submit_visit,
)
from survey.population import Population


@transaction.atomic
def submit_page(
    participant: Participant, page: PathPage, answers: Mapping[str, Any], *, now: datetime
) -> PathPage:
    """Store the answers of a page, by question, and return the next page.

    Raises WrongPage where the page was submitted before or is not reached yet; nothing is stored
    then.
    """
    visit = require_open_page(participant, page, now=now)
    submit_visit(visit, now=now)
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
    """Store the answers of a submitted page and show the next one. A `choice` is stored already.

    Raises EverySlotTaken for a first page, where the slot was given on and no other is left.
    """
    if participant.is_person and is_first_sent(participant):
        keep_slot(participant, now=now)
    stored_answers = Answer.objects.bulk_create(
        Answer(
            participant=participant,
            visit=visit,
            scenario=page.scenario or "",
            question=question,
            value=value,
        )
        for question, value in answers.items()
    )
    add_link(participant, f"page {page.name}", page_rows(visit, stored_answers, choice))
    if page.questions and (draft := draft_of(visit)):
        draft.delete()
    following = current_page(participant)
    assert following is not None, "the last page is never over"  # noqa: S101
    show_page(participant, following, now=now)
    if following.section is Section.COMPENSATION:
        _complete(participant, now=now)
    return following


def _complete(participant: Participant, *, now: datetime) -> None:
    participant.state, participant.ended_at = State.COMPLETED, now
    participant.save(update_fields=["state", "ended_at"])
    if participant.population != Population.PILOTS:
        complete_slot(participant, now=now)
        end_chain(participant, Anchor.Kind.COMPLETED)
    if participant.is_person:
        note_medians_now_and_then(participant.version)
        # Afterwards, and where it fails, without them: their page asks for it once more.
        give = partial(give_personal_code, participant, day=now.date())
        transaction.on_commit(give, robust=True)


@transaction.atomic
def attempt_check(
    participant: Participant, page: PathPage, chosen: Mapping[str, str], *, now: datetime
) -> PathPage | None:
    """Store an attempt at the comprehension check.

    Return the next page where all answers are right.

    A wrong attempt stays as the draft of the page, and None is returned. Raises WrongPage where the
    check is not the current page.
    """
    visit = lock_page(participant, page, now=now)
    questions = participant.definition.tutorial.check
    passed = page.is_check and all(
        chosen[question.key] == question.correct for question in questions
    )
    attempt = CheckAttempt.objects.create(
        participant=participant, chosen=dict(chosen), passed=passed, attempted_at=now
    )
    if participant.chain_id is not None:
        number = CheckAttempt.objects.filter(participant=participant).count()
        add_link(participant, attempt_subject(number), attempt_rows(attempt))
    if not passed:
        _keep_draft(visit, chosen, now=now)
        return None
    submit_visit(visit, now=now)
    return go_on(participant, page, visit, {}, now=now)


@transaction.atomic
def save_draft(
    participant: Participant,
    page: PathPage,
    content: Mapping[str, Any],
    *,
    now: datetime,
    revision: int | None = None,
) -> None:
    """Store what is typed on the current page; raises WrongPage on any other.

    `revision` is one more than the newest that the sender knows of. NewerDraft is raised where
    another tab or device stored that revision before. None replaces what is stored.
    """
    visit = lock_page(participant, page, now=now)
    _keep_draft(visit, content, now=now, revision=revision)


def _keep_draft(
    visit: PageVisit, content: Mapping[str, Any], *, now: datetime, revision: int | None = None
) -> None:
    stored = Draft.objects.filter(visit=visit).values_list("revision", flat=True).first() or 0
    if revision is None:
        revision = stored + 1
    elif revision <= stored:
        raise NewerDraft("Something newer was written on this page. Reload it to see that.")
    Draft.objects.update_or_create(
        visit=visit, defaults={"content": dict(content), "revision": revision, "saved_at": now}
    )
