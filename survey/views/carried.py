"""A consent on its way: signed, and kept by the browser until there is a place."""

import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urlencode

from django.core import signing

from survey.actions.enrolment import ConsentGiven
from survey.actions.invitations import TOKEN_BYTES
from survey.design.consent_text import consent_digest
from survey.design.definition import StudyDefinition
from survey.models import StudyVersion
from survey.views.arrival import Arrival

SALT = "survey.consent"


@dataclass(frozen=True)
class CarriedConsent:
    """What was consented to and when; `came` is how, as the parameters of an arrival."""

    version: str
    start: str
    given_at: str
    came: dict[str, str]

    @classmethod
    def given(cls, version: StudyVersion, arrival: Arrival, *, now: datetime) -> Self:
        start = secrets.token_urlsafe(TOKEN_BYTES)
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
