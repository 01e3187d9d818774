"""Back to the panel that sent somebody, from wherever they end."""

from dataclasses import dataclass, replace
from datetime import datetime

from survey.design.definition import StudyDefinition
from survey.design.panel import Ending
from survey.participation.models import Participant
from survey.participation.page_visits import A_MINUTE


@dataclass(frozen=True)
class WayBack:
    """`address` is None where the panel has none for how they ended; `at_once` needs no click."""

    address: str | None
    at_once: bool = False


def way_back(study: StudyDefinition, ending: Ending, *, from_panel: bool) -> WayBack | None:
    """None for somebody whom no panel sent."""
    if study.panel is None or not from_panel:
        return None
    address = study.panel.address(ending)
    return WayBack(address, at_once=study.panel.redirect == "at_once")


def way_back_of(participant: Participant, ending: Ending, *, now: datetime) -> WayBack | None:
    """Of somebody who took part: at once at the end itself, and by a link whenever they return."""
    way = way_back(participant.definition, ending, from_panel=participant.from_panel)
    if way is None or participant.ended_at is None or now - participant.ended_at < A_MINUTE:
        return way
    return replace(way, at_once=False)
