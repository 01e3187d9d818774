"""Whether a person was recruited before."""

from survey.design.panel import PanelIdentifier
from survey.errors import BeganBefore
from survey.recruitment.digests import digest_of_name
from survey.recruitment.models import BeginningThroughPanel


def require_first_beginning(study: str, identifier: PanelIdentifier) -> None:
    """Raises BeganBefore where the study was begun by this name of a panel."""
    digest = digest_of_name(study, identifier.participant)
    if BeginningThroughPanel.objects.filter(study=study, digest=digest).exists():
        raise BeganBefore
