"""Roles: the groups that accounts belong to, and the permissions of each."""

RESEARCHERS, RECRUITERS = "Researchers", "Recruiters"
CODERS, AUDITORS = "Coders", "Auditors"

ROLES: dict[str, list[str]] = {
    RESEARCHERS: [
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
        "analysis.view_studydashboard",
        "analysis.view_studyreport",
        "analysis.view_transcript",
        "attribution.view_storedbundle",
        "survey.add_interviewee",
        "survey.add_invitation",
        "survey.add_enrolmentwindow",
        "survey.change_enrolmentwindow",
        "survey.change_interviewee",
        "survey.delete_interviewee",
        "survey.delete_invitation",
        "survey.export_study",
        "survey.pilot_participant",
        "survey.view_interviewee",
        "survey.view_invitation",
        "survey.view_enrolmentwindow",
        "survey.view_participant",
        "survey.view_study",
        "survey.view_studyversion",
    ],
    # They see their own rounds, which show of participants only the texts to be coded.
    CODERS: ["analysis.code_codinground"],
    # Not given to researchers, so that nobody sees who was recruited beside what was answered.
    RECRUITERS: [
        "recruitment.add_compensationcode",
        "recruitment.delete_beginningthroughpanel",
        "recruitment.delete_compensationcode",
        "recruitment.delete_compensationcontact",
        "recruitment.delete_recruitmentidentifier",
        "recruitment.view_beginningthroughpanel",
        "recruitment.view_compensationcode",
        "recruitment.view_compensationcontact",
        "recruitment.view_recruitmentidentifier",
    ],
    # They read the log of changes, which nobody can change.
    AUDITORS: ["operations.export_change", "operations.view_change"],
}
