"""Whole questions about invitations."""

from django.db.models import QuerySet

from survey.models import Invitation, Study


def unused_invitations(study: Study) -> QuerySet[Invitation]:
    """Those that still let somebody begin, the ones made last first."""
    return Invitation.objects.filter(study=study, used_on=None)
