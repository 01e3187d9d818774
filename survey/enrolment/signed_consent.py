"""A consent on its way: signed, and carried by the form of the next page until there is a place.

It stands in no address, so that no history and no log holds it, and it is good for an hour.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Self
from urllib.parse import urlencode

from django.core import signing

from survey.design.definition import StudyDefinition, consent_digest
from survey.enrolment.enrol import ConsentGiven
from survey.enrolment.entry_parameters import Arrival
from survey.enrolment.invitations import TOKEN_BYTES
from survey.studies.models import StudyVersion

SALT, SALT_OF_START = "survey.consent", "survey.start"
GOOD_FOR = timedelta(hours=1)


def drawn_start() -> str:
    """A random number by which one beginning is told from another, signed, for the consent's form.

    The form sent twice, or once more after the answer was lost, begins once.
    """
    return signing.dumps(secrets.token_urlsafe(TOKEN_BYTES), salt=SALT_OF_START)


def start_of(sent: str) -> str:
    """The number that a form brought back; another one where it brought none, or too late."""
    try:
        start: str = signing.loads(sent, salt=SALT_OF_START, max_age=GOOD_FOR)
    except signing.BadSignature:
        return secrets.token_urlsafe(TOKEN_BYTES)
    return start


@dataclass(frozen=True)
class CarriedConsent:
    """What was consented to and when; `came` is how, as the parameters of an arrival."""

    version: str
    start: str
    given_at: str
    came: dict[str, str]

    @classmethod
    def given(cls, version: StudyVersion, arrival: Arrival, start: str, *, now: datetime) -> Self:
        return cls(version.digest, start, now.isoformat(), arrival.query())

    @classmethod
    def read(cls, text: str) -> Self | None:
        """None where the text is not one that this server signed."""
        try:
            return cls(**signing.loads(text, salt=SALT))
        except signing.BadSignature:
            return None

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT)

    def is_over(self, *, now: datetime) -> bool:
        """Whether it was given so long ago that somebody else may sit there by now."""
        return now - datetime.fromisoformat(self.given_at) > GOOD_FOR

    def arrival(self, study: StudyDefinition) -> Arrival:
        """A pilot was allowed to be one before this was signed."""
        return Arrival.parse(self.came, study)

    def consent(self, study: StudyDefinition) -> ConsentGiven:
        return ConsentGiven(
            start=self.start,
            digest=consent_digest(study),
            language=study.language,
            given_at=datetime.fromisoformat(self.given_at),
        )

    def added_to(self, address: str) -> str:
        """The address of the same arrival, to consent anew."""
        return f"{address}?{urlencode(self.came)}" if self.came else address
