"""The roles of a study's members, and the permissions of each in that study."""

from collections.abc import Iterable

from django.db import models

RESEARCHERS, AUDITORS = "Researchers", "Auditors"
"""Names of the groups of a server (config/roles.py): rights that hang on no study."""


class Role(models.TextChoices):
    LEAD = "lead", "lead"
    RESEARCHER = "researcher", "researcher"
    CODER = "coder", "coder"
    RECRUITER = "recruiter", "recruiter"
    AUDITOR = "auditor", "auditor"


IN_WORDS = {
    Role.LEAD: "what a researcher does; says who works on the study; erases, archives, reads the "
    "log of changes",
    Role.RESEARCHER: "designs the study, reads answers, plans coding, makes reports and exports",
    Role.CODER: "codes the texts of the rounds they are assigned to, and sees nothing else",
    Role.RECRUITER: "invites and compensates people, and sees no answer",
    Role.AUDITOR: "reads the log of changes of the study",
}
"""What each does in a study, for whoever chooses."""


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


def caution(roles: Iterable[str]) -> str:
    """A sentence where somebody with these roles would see what is kept apart; else nothing."""
    kept_apart = {Role.LEAD, Role.RESEARCHER, Role.CODER} & set(roles)
    if Role.RECRUITER in roles and kept_apart:
        return (
            "A recruiter sees who was recruited, and the other role sees what was answered. "
            "Give both to one person only where nobody else can do it, and say so in your ethics "
            "application."
        )
    return ""
