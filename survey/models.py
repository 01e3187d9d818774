"""What a survey keeps, in the order it comes to be."""

from survey.audit_chain.models import Anchor, Chain, Link
from survey.enrolment.models import AllocationStep, Invitation, ScreenedOut, Slot, Tombstone
from survey.interviews.models import Interviewee, InterviewWithdrawal
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
from survey.studies.models import (
    EnrolmentWindow,
    Preregistration,
    Study,
    StudyKind,
    StudyVersion,
)

__all__ = [
    "AllocationStep",
    "Anchor",
    "Answer",
    "Chain",
    "CheckAttempt",
    "Choice",
    "Draft",
    "EnrolmentWindow",
    "Expired",
    "Exploration",
    "InterviewWithdrawal",
    "Interviewee",
    "Invitation",
    "Link",
    "PageVisit",
    "Participant",
    "Preregistration",
    "ScreenedOut",
    "Slot",
    "State",
    "Study",
    "StudyKind",
    "StudyVersion",
    "Tombstone",
    "Trial",
]
