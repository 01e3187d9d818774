"""What researchers see of a survey, and the little of it that they set here."""

from survey.admin.invitations import InvitationAdmin
from survey.admin.openings import OpeningAdmin
from survey.admin.participants import ParticipantAdmin
from survey.admin.recruitment import (
    BeginningThroughPanelAdmin,
    CompensationCodeAdmin,
    CompensationContactAdmin,
    RecruitmentIdentifierAdmin,
)
from survey.admin.studies import StudyAdmin, StudyVersionAdmin

__all__ = [
    "BeginningThroughPanelAdmin",
    "CompensationCodeAdmin",
    "CompensationContactAdmin",
    "InvitationAdmin",
    "OpeningAdmin",
    "ParticipantAdmin",
    "RecruitmentIdentifierAdmin",
    "StudyAdmin",
    "StudyVersionAdmin",
]
