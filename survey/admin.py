"""The admin pages of the survey, registered from its rooms."""

from survey.enrolment.invitation_pages import InvitationAdmin
from survey.participation.admin_pages import ParticipantAdmin
from survey.recruitment.admin_pages import (
    BeginningThroughPanelAdmin,
    CompensationCodeAdmin,
    CompensationContactAdmin,
    RecruitmentIdentifierAdmin,
)
from survey.studies.admin_pages import EnrolmentWindowAdmin, StudyAdmin, StudyVersionAdmin

__all__ = [
    "BeginningThroughPanelAdmin",
    "CompensationCodeAdmin",
    "CompensationContactAdmin",
    "EnrolmentWindowAdmin",
    "InvitationAdmin",
    "ParticipantAdmin",
    "RecruitmentIdentifierAdmin",
    "StudyAdmin",
    "StudyVersionAdmin",
]
