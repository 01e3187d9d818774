"""A consent between its form and enrolment: signed, and carried in the form of the next page.

It is never part of an address, so no browser history and no log holds it. It is valid for an hour.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlencode

from django.core import signing

from survey.design.definition import SurveyDefinition
from survey.enrolment.enrol import ConsentGiven
from survey.enrolment.entry_parameters import EntryParameters
from survey.enrolment.invitations import TOKEN_BYTES
from survey.studies.models import StudyVersion

SALT, SALT_OF_START = "survey.consent", "survey.start"
GOOD_FOR = timedelta(hours=1)


def drawn_start() -> str:
    """A signed random number for the consent form, so that a form sent twice begins once."""
    return signing.dumps(secrets.token_urlsafe(TOKEN_BYTES), salt=SALT_OF_START)


def start_of(sent: str) -> str:
    """The number that the form sent back, or a new one where it is missing or too old."""
    try:
        start: str = signing.loads(sent, salt=SALT_OF_START, max_age=GOOD_FOR)
    except signing.BadSignature:
        return secrets.token_urlsafe(TOKEN_BYTES)
    return start


@dataclass(frozen=True)
class SignedConsent:
    """What was consented to, and when. `came` holds the entry parameters."""

    version: str
    start: str
    given_at: str
    came: dict[str, str]

    @classmethod
    def of_version(
        cls, version: StudyVersion, arrival: EntryParameters, start: str, *, now: datetime
    ) -> Self:
        return cls(version.digest, start, now.isoformat(), arrival.query())

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None where this server did not sign the text."""
        try:
            return cls(**signing.loads(text, salt=SALT))
        except signing.BadSignature:
            return None

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    def is_over(self, *, now: datetime) -> bool:
        """Whether so much time has passed that another person may sit at the device."""
        return now - datetime.fromisoformat(self.given_at) > GOOD_FOR

    def arrival(self, study: SurveyDefinition) -> EntryParameters:
        """Whether a pilot may pilot was checked before this was signed."""
        return EntryParameters.parse(self.came, study)

    def consent(self, study: SurveyDefinition) -> ConsentGiven:
        return ConsentGiven(
            start=self.start,
            digest=study.consent_digest,
            language=study.language,
            given_at=datetime.fromisoformat(self.given_at),
        )

    def added_to(self, address: str) -> str:
        """The address to consent again with the same entry parameters."""
        return f"{address}?{urlencode(self.came)}" if self.came else address
