"""Whose turn it is on a page: two tabs wait for one another, and a page is open once."""

from datetime import datetime, timedelta

from survey.design.path import PathPage
from survey.errors import WrongPage
from survey.participation.models import PageVisit, Participant, State
from survey.participation.progress import current_page

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
