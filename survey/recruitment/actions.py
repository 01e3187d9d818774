"""Who was recruited is written down, once their participation has begun."""

from datetime import date

from django.db import transaction

from survey.design.panel import PanelIdentifier
from survey.recruitment.models import RecruitmentIdentifier


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
