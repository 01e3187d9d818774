"""The roles of a study's members, and the permissions of each in that study."""

from django.db import models


class Role(models.TextChoices):
    LEAD = "lead", "lead"
    RESEARCHER = "researcher", "researcher"
    CODER = "coder", "coder"
    RECRUITER = "recruiter", "recruiter"
    AUDITOR = "auditor", "auditor"


_RESEARCHER = frozenset(
    {
        "analysis.add_codebook",
        "analysis.add_codinground",
        "analysis.add_designspacetrace",
        "analysis.add_exclusionstep",
        "analysis.add_transcript",
        "analysis.change_codebook",
        "analysis.change_codinground",
        "analysis.change_designspacetrace",
        "analysis.change_transcript",
        "analysis.code_codinground",
        "analysis.delete_transcript",
        "analysis.view_codebook",
        "analysis.view_codinground",
        "analysis.view_designspacetrace",
        "analysis.view_exclusionstep",
        "analysis.view_studyreport",
        "analysis.view_transcript",
        "attribution.view_storedbundle",
        "survey.add_enrolmentwindow",
        "survey.add_interviewee",
        "survey.add_invitation",
        "survey.change_enrolmentwindow",
        "survey.change_interviewee",
        "survey.change_study",
        "survey.delete_interviewee",
        "survey.delete_invitation",
        "survey.export_study",
        "survey.pilot_participant",
        "survey.read_answers",
        "survey.view_enrolmentwindow",
        "survey.view_interviewee",
        "survey.view_invitation",
        "survey.view_participant",
        "survey.view_study",
        "survey.view_studyversion",
        "survey.watch_study",
    }
)

PERMISSIONS: dict[Role, frozenset[str]] = {
    # What ends or erases something, and who else may come in.
    Role.LEAD: _RESEARCHER
    | {
        "survey.archive_study",
        "survey.delete_participant",
        "survey.export_identifying",
        "survey.manage_members",
        "operations.view_change",
        "operations.export_change",
    },
    Role.RESEARCHER: _RESEARCHER,
    # They see their own rounds, which show of participants only the texts to be coded.
    Role.CODER: frozenset({"analysis.code_codinground"}),
    # Not given to researchers, so that nobody sees who was recruited beside what was answered,
    # unless somebody is made both.
    Role.RECRUITER: frozenset(
        {
            "recruitment.add_compensationcode",
            "recruitment.add_mailing",
            "recruitment.delete_beginningthroughpanel",
            "recruitment.delete_compensationcode",
            "recruitment.delete_compensationcontact",
            "recruitment.delete_mailing",
            "recruitment.delete_recruitmentidentifier",
            "recruitment.view_beginningthroughpanel",
            "recruitment.view_compensationcode",
            "recruitment.view_compensationcontact",
            "recruitment.view_mailing",
            "recruitment.view_recruitmentidentifier",
            "survey.watch_study",
        }
    ),
    # They read the log of changes of the study, which nobody can change.
    Role.AUDITOR: frozenset({"operations.export_change", "operations.view_change"}),
}
"""What a member may do in the study that they are a member of, by their role there."""
