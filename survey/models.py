"""What a survey keeps, in the order it comes to be."""

from survey.audit_chain.models import Anchor, Chain, Link
from survey.enrolment.models import AllocationStep, Invitation, Slot, Tombstone, TurnedAway
from survey.leaving.models import Expired
from survey.participation.models import (
    Answer,
    CheckAttempt,
    Choice,
    Draft,
    Exploration,
    PageVisit,
    Participant,
    State,
    Trial,
)
from survey.studies.models import Opening, Preregistration, Study, StudyVersion

__all__ = [
    "AllocationStep",
    "Anchor",
    "Answer",
    "Chain",
    "CheckAttempt",
    "Choice",
    "Draft",
    "Expired",
    "Exploration",
    "Invitation",
    "Link",
    "Opening",
    "PageVisit",
    "Participant",
    "Preregistration",
    "Slot",
    "State",
    "Study",
    "StudyVersion",
    "Tombstone",
    "Trial",
    "TurnedAway",
]
