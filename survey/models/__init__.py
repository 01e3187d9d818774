"""What a survey keeps, in the order it comes to be."""

from survey.models.allocation import AllocationStep, Slot, Tombstone, TurnedAway
from survey.models.answers import Answer, CheckAttempt, Choice, Draft, Exploration
from survey.models.invitation import Invitation
from survey.models.participant import PageVisit, Participant, State, Trial
from survey.models.study import Opening, Study, StudyVersion

__all__ = [
    "AllocationStep",
    "Answer",
    "CheckAttempt",
    "Choice",
    "Draft",
    "Exploration",
    "Invitation",
    "Opening",
    "PageVisit",
    "Participant",
    "Slot",
    "State",
    "Study",
    "StudyVersion",
    "Tombstone",
    "Trial",
    "TurnedAway",
]
