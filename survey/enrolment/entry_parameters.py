"""How a person came to a study, passed on in addresses so that no cookie is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from survey.design.definition import SurveyDefinition
from survey.design.panel import PanelIdentifier
from survey.enrolment.invitations import require_admission
from survey.errors import CannotRun
from survey.recruitment.queries import require_first_beginning
from survey.studies.models import StudyVersion
from survey.studies.readiness import can_run

PILOT_PERMISSION = "survey.pilot_participant"
LONGEST_TOKEN = 32


@dataclass(frozen=True)
class EntryParameters:
    invitation: str = ""
    panel: PanelIdentifier | None = None
    is_pilot: bool = False

    @classmethod
    def parse(cls, query: Mapping[str, str], study: SurveyDefinition) -> Self:
        """Ignores panel parameters where the study names no panel."""
        return cls(
            # PostgreSQL cannot look for text with a null character in it.
            invitation=query.get("invitation", "").replace("\0", "")[:LONGEST_TOKEN],
            panel=PanelIdentifier.parse(query) if study.panel else None,
            is_pilot=query.get("pilot") == "yes",
        )

    def query(self) -> dict[str, str]:
        """The same parameters as a query, for `parse` to read back."""
        invitation = {"invitation": self.invitation} if self.invitation else {}
        pilot = {"pilot": "yes"} if self.is_pilot else {}
        return invitation | pilot | (self.panel.query() if self.panel else {})

    def added_to(self, address: str) -> str:
        query = self.query()
        return f"{address}?{urlencode(query)}" if query else address


def entry_parameters(request: HttpRequest, version: StudyVersion) -> EntryParameters:
    """Read the parameters of a request. Raises PermissionDenied for a pilot without permission."""
    arrival = EntryParameters.parse(request.GET, version.survey)
    if arrival.is_pilot and not request.user.has_perm(PILOT_PERMISSION, version.study):
        raise PermissionDenied
    return arrival


def require_entry(version: StudyVersion, arrival: EntryParameters, *, now: datetime) -> None:
    """Check that a person who came this way could begin now; nothing is stored.

    Raises what `require_admission` raises, BeganBefore where the panel has sent this name before,
    and CannotRun where something that the study shows is missing.
    """
    if arrival.panel is not None:
        require_first_beginning(version.study.slug, arrival.panel)
    require_admission(version, arrival.invitation, now=now)
    if not can_run(version):
        raise CannotRun
