"""What a survey keeps, in the order it comes to be."""

from survey.audit_chain.models import Anchor, Chain, Link
from survey.enrolment.models import AllocationStep, Invitation, ScreenedOut, Slot, Tombstone
from survey.interviews.models import Interviewee, InterviewWithdrawal
from survey.leaving.models import Expired
from survey.members.models import JoinLink, Member
from survey.participation.models import (
    Answer,
    CheckAttempt,
    Choice,
    Draft,
    Exploration,
    LastNumber,
    PageVisit,
    Participant,
    State,
    Trial,
)
from survey.studies.drafts.models import DraftFile, StudyDraft
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
    "DraftFile",
    "EnrolmentWindow",
    "Expired",
    "Exploration",
    "InterviewWithdrawal",
    "Interviewee",
    "Invitation",
    "JoinLink",
    "LastNumber",
    "Link",
    "Member",
    "PageVisit",
    "Participant",
    "Preregistration",
    "ScreenedOut",
    "Slot",
    "State",
    "Study",
    "StudyDraft",
    "StudyKind",
    "StudyVersion",
    "Tombstone",
    "Trial",
]
