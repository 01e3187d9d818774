"""What a survey keeps, in the order it comes to be."""

from survey.models.allocation import AllocationStep, Slot, Tombstone, TurnedAway
from survey.models.answers import Answer, CheckAttempt, Choice, Draft, Exploration
from survey.models.evidence import Anchor, Chain, Link
from survey.models.expired import Expired
from survey.models.invitation import Invitation
from survey.models.participant import PageVisit, Participant, State, Trial
from survey.models.preregistration import Preregistration
from survey.models.study import Opening, Study, StudyVersion

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
