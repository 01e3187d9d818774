"""Recording who was recruited, and whom to compensate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from survey.design.panel import PanelIdentifier
from survey.errors import BeganBefore
from survey.recruitment.digests import digest_of_name
from survey.recruitment.models import (
    BeginningThroughPanel,
    CompensationContact,
    RecruitmentIdentifier,
)


@contextmanager
def name_noted(
    study: str, identifier: PanelIdentifier | None, *, day: date
) -> Iterator[Callable[[], None]]:
    """Provide a function that records the name by which a panel knows a new participant.

    It raises BeganBefore where the study was begun by that name before. If anything fails after it
    was called, the name is forgotten again: it lies in another database, and no transaction spans
    both.
    """
    is_noted = False

    def note() -> None:
        nonlocal is_noted
        if identifier is not None:
            _note_beginning(study, identifier, day=day)
            is_noted = True

    try:
        yield note
    except BaseException:
        if identifier is not None and is_noted:
            _forget_beginning(study, identifier)
        raise


@transaction.atomic(using="recruitment")
def _note_beginning(study: str, identifier: PanelIdentifier, *, day: date) -> None:
    _beginning, is_first = BeginningThroughPanel.objects.get_or_create(
        study=study,
        digest=digest_of_name(study, identifier.participant),
        defaults={"began_on": day},
    )
    if not is_first:
        raise BeganBefore
    keep_identifier(study, identifier, day=day)


@transaction.atomic(using="recruitment")
def _forget_beginning(study: str, identifier: PanelIdentifier) -> None:
    digest = digest_of_name(study, identifier.participant)
    BeginningThroughPanel.objects.filter(study=study, digest=digest).delete()
    RecruitmentIdentifier.objects.filter(
        study=study, panel_participant=identifier.participant, panel_session=identifier.session
    ).delete()


@transaction.atomic(using="recruitment")
def keep_identifier(study: str, identifier: PanelIdentifier, *, day: date) -> None:
    """Store a panel's name for a participant. The same arrival again changes nothing."""
    RecruitmentIdentifier.objects.get_or_create(
        study=study,
        panel_participant=identifier.participant,
        panel_study=identifier.study,
        panel_session=identifier.session,
        defaults={"arrived_on": day},
    )


@transaction.atomic(using="recruitment")
def keep_contact(study: str, address: str, *, day: date) -> None:
    """Store where to send a compensation. An address given twice is stored once."""
    CompensationContact.objects.get_or_create(
        study=study, address=address, defaults={"given_on": day}
    )
