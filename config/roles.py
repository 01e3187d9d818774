"""Who may do what: the groups that people's accounts belong to, and their permissions."""

RESEARCHERS, RECRUITERS = "Researchers", "Recruiters"
CODERS, AUDITORS = "Coders", "Auditors"

ROLES: dict[str, list[str]] = {
    RESEARCHERS: [
        "analysis.add_codebook",
        "analysis.add_codinground",
        "analysis.add_exclusionstep",
        "analysis.add_transcript",
        "analysis.change_codebook",
        "analysis.change_codinground",
        "analysis.code_codinground",
        "analysis.delete_transcript",
        "analysis.view_codebook",
        "analysis.view_codinground",
        "analysis.view_exclusionstep",
        "analysis.view_studydashboard",
        "analysis.view_studyreport",
        "analysis.view_transcript",
        "attribution.view_storedbundle",
        "survey.add_invitation",
        "survey.add_opening",
        "survey.change_opening",
        "survey.delete_invitation",
        "survey.export_study",
        "survey.pilot_participant",
        "survey.view_invitation",
        "survey.view_opening",
        "survey.view_participant",
        "survey.view_study",
        "survey.view_studyversion",
    ],
    # Their own rounds and nothing else; those show of participants only the words to be coded.
    CODERS: ["analysis.code_codinground"],
    # Apart from researchers: nobody should see who was recruited beside what was answered.
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
    # They read who changed what; the log takes neither changes nor deletions from anybody.
    AUDITORS: ["operations.export_change", "operations.view_change"],
}
