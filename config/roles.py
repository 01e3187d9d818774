"""Groups: what an account may do on this server, beside its studies.

What somebody may do in a study is said by their role there (survey/members/roles.py).
"""

from survey.members.roles import AUDITORS, RESEARCHERS

__all__ = ["AUDITORS", "RESEARCHERS", "ROLES"]

ROLES: dict[str, list[str]] = {
    # They make studies, whose leads they then are, and load what trials show.
    RESEARCHERS: [
        "attribution.add_storedbundle",
        "attribution.view_storedbundle",
        "survey.add_study",
    ],
    # They read the whole log of changes, which nobody can change.
    AUDITORS: ["operations.export_change", "operations.view_change"],
}
