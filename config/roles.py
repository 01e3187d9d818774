"""Who may do what: the groups that people's accounts belong to, and their permissions."""

RESEARCHERS = "Researchers"

ROLES: dict[str, list[str]] = {
    RESEARCHERS: [
        "attribution.view_storedbundle",
        "survey.view_study",
        "survey.view_studyversion",
    ],
}
