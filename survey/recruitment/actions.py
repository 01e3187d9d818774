"""Who was recruited, and whom to thank, is written down."""

from datetime import date

from django.db import transaction

from survey.design.panel import PanelIdentifier
from survey.recruitment.models import CompensationContact, RecruitmentIdentifier


@transaction.atomic(using="recruitment")
def keep_identifier(study: str, identifier: PanelIdentifier, *, day: date) -> None:
    """Keep how a panel names somebody; the same arrival again changes nothing."""
    RecruitmentIdentifier.objects.get_or_create(
        study=study,
        panel_participant=identifier.participant,
        panel_study=identifier.study,
        panel_session=identifier.session,
        defaults={"arrived_on": day},
    )


@transaction.atomic(using="recruitment")
def keep_contact(study: str, address: str, *, day: date) -> None:
    """Keep where to send a compensation; an address given twice is kept once."""
    CompensationContact.objects.get_or_create(
        study=study, address=address, defaults={"given_on": day}
    )
