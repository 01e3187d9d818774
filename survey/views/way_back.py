"""Back to the panel that sent somebody, from wherever they end."""

from dataclasses import dataclass

from survey.design.definition import StudyDefinition
from survey.design.panel import Ending


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
