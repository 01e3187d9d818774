"""Links for mails: invitations that are made when their mails are sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from survey.enrolment.entry_parameters import EntryParameters
from survey.enrolment.invitations import make_invitations
from survey.enrolment.models import Invitation
from survey.studies.models import Study


@dataclass(frozen=True)
class MailedLinks:
    """`page` is the address of the study's page, where every link begins.

    All of a batch are noted as made at the same moment, so that no order tells which mail had
    which.
    """

    study: Study
    page: str

    def make(self, number: int) -> list[str]:
        tokens = make_invitations(self.study, number, made_at=timezone.now(), is_mailed=True)
        return [EntryParameters(token).added_to(self.page) for token in tokens]

    def take_back(self, links: Sequence[str]) -> None:
        """Delete invitations that went to nobody."""
        tokens = [link.rpartition("=")[2] for link in links]
        Invitation.objects.filter(study=self.study, token__in=tokens, used_on=None).delete()
