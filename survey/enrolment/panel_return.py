"""The link that returns a participant to the panel that sent them."""

from dataclasses import dataclass, replace
from datetime import datetime

from survey.design.definition import SurveyDefinition
from survey.design.panel import Ending
from survey.enrolment.entry_parameters import EntryParameters
from survey.errors import BeganBefore, StudyClosed
from survey.participation.models import Participant
from survey.participation.page_visits import A_MINUTE


@dataclass(frozen=True)
class PanelReturn:
    """`address` is None where the panel has none for this ending.

    `at_once` redirects without a click.
    """

    address: str | None
    at_once: bool = False


def panel_return(
    study: SurveyDefinition, ending: Ending, *, from_panel: bool
) -> PanelReturn | None:
    """None for people who were not sent by a panel."""
    if study.panel is None or not from_panel:
        return None
    address = study.panel.address(ending)
    return PanelReturn(address, at_once=study.panel.redirect == "at_once")


def panel_return_of_refused(
    study: SurveyDefinition, problem: StudyClosed, arrival: EntryParameters
) -> PanelReturn | None:
    """For somebody who cannot begin, whom the panel sent before or for whom there is no slot."""
    ending: Ending = "already" if isinstance(problem, BeganBefore) else "full"
    return panel_return(study, ending, from_panel=arrival.panel is not None)


def panel_return_of(
    participant: Participant, ending: Ending, *, now: datetime
) -> PanelReturn | None:
    """For a participant: a redirect at the very end, and a link whenever they come back later."""
    link = panel_return(participant.definition, ending, from_panel=participant.from_panel)
    if link is None or participant.ended_at is None or now - participant.ended_at < A_MINUTE:
        return link
    return replace(link, at_once=False)
