"""Panels that send participants, and where these are sent when they are done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from survey.design.addresses import SecureAddress
from survey.design.fields import Part

# What a panel's identifiers look like; a placeholder that it forgot to fill in does not.
_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,100}", flags=re.ASCII)


class Panel(Part):
    """Where the people a panel sends go on to, so that it learns how they ended."""

    completion: SecureAddress
    """Opened from the last page"""
    screened_out: SecureAddress | None = None
    """Opened by somebody who cannot take part; leave out where the panel has no such address"""


@dataclass(frozen=True)
class PanelIdentifier:
    """How a panel names a participant, its own study and the visit; the last two may be empty."""

    participant: str
    study: str = ""
    session: str = ""

    @classmethod
    def parse(cls, query: Mapping[str, str]) -> Self | None:
        """From an address's parameters, as Prolific names them; None without a participant."""
        names = ("PROLIFIC_PID", "STUDY_ID", "SESSION_ID")
        given = (query.get(name, "") for name in names)
        participant, study, session = (
            value if _IDENTIFIER.fullmatch(value) else "" for value in given
        )
        return cls(participant, study, session) if participant else None

    def query(self) -> dict[str, str]:
        """The parameters again, for the next address."""
        named = {
            "PROLIFIC_PID": self.participant,
            "STUDY_ID": self.study,
            "SESSION_ID": self.session,
        }
        return {name: value for name, value in named.items() if value}
