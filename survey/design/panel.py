"""Panels that send participants, and where they return to at the end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Self

from survey.design.addresses import SecureAddress
from survey.design.fields import Part

# What a panel's identifiers look like; a placeholder that it forgot to fill in does not.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,100}", flags=re.ASCII)

Ending = Literal["completion", "screened_out", "declined", "stopped", "full", "already"]

INSTEAD: dict[Ending, Ending] = {
    "declined": "screened_out",
    "stopped": "declined",
    "full": "screened_out",
    "already": "full",
}
"""Whose address stands in for that of an ending that has none of its own."""


class Panel(Part):
    """Where participants of a panel return to, so that it learns how they ended."""

    completion: SecureAddress
    """For somebody who completed"""
    screened_out: SecureAddress | None = None
    """For somebody who cannot take part; leave out where the panel has no such address"""
    declined: SecureAddress | None = None
    """For somebody who does not consent; without it, screened_out"""
    stopped: SecureAddress | None = None
    """For somebody who began and stops, or has everything deleted; without it, declined"""
    full: SecureAddress | None = None
    """For somebody who cannot begin: the study is full or closed; without it, screened_out"""
    already: SecureAddress | None = None
    """For somebody who began before, by the panel's identifier; without it, full"""
    redirect: Literal["by_link", "at_once"] = "by_link"
    """Whether people follow a link back, or are sent on without one from the page they end on"""

    def address(self, ending: Ending) -> str | None:
        """None where the panel has no address for this ending."""
        own: str | None = getattr(self, ending)
        if own or ending not in INSTEAD:
            return own
        return self.address(INSTEAD[ending])


@dataclass(frozen=True)
class PanelIdentifier:
    """A panel's names for a participant, its study and the visit; the last two may be empty."""

    participant: str
    study: str = ""
    session: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Self | None:
        """Read the parameters of an address, as Prolific names them. None without a participant."""
        names = ("PROLIFIC_PID", "STUDY_ID", "SESSION_ID")
        sent = (query.get(name, "") for name in names)
        participant, study, session = (
            value if _IDENTIFIER.fullmatch(value) else "" for value in sent
        )
        return cls(participant, study, session) if participant else None

    def query(self) -> dict[str, str]:
        """The same parameters, for the next address."""
        named = {
            "PROLIFIC_PID": self.participant,
            "STUDY_ID": self.study,
            "SESSION_ID": self.session,
        }
        return {name: value for name, value in named.items() if value}
