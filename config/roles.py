"""Who may do what: the groups that people's accounts belong to, and their permissions."""

RESEARCHERS, RECRUITERS = "Researchers", "Recruiters"

ROLES: dict[str, list[str]] = {
    RESEARCHERS: [
        "attribution.view_storedbundle",
        "survey.add_invitation",
        "survey.add_opening",
        "survey.change_opening",
        "survey.delete_invitation",
        "survey.pilot_participant",
        "survey.view_invitation",
        "survey.view_opening",
        "survey.view_participant",
        "survey.view_study",
        "survey.view_studyversion",
    ],
    # Apart from researchers: nobody should see who was recruited beside what was answered.
    RECRUITERS: [
        "recruitment.delete_compensationcontact",
        "recruitment.delete_recruitmentidentifier",
        "recruitment.view_compensationcontact",
        "recruitment.view_recruitmentidentifier",
    ],
}
