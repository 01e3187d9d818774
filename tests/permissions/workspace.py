"""The part of the table that is about a study's tabs; each room of the workspace has its rows."""

from tests.permissions.statuses import MANAGERS, Statuses, only

Methods = dict[str, Statuses]

LEADS = ("lead", "superuser")
MANAGE = only(*MANAGERS)
STUDY = "admin/studies/<slug:slug>/"


def both(statuses: Statuses) -> Methods:
    return {"GET": statuses, "POST": statuses}


FRAME: dict[str, Methods] = {
    STUDY: both(only("coder", "other coder", "recruiter", "auditor", *MANAGERS, status=302)),
}
DRAFTS: dict[str, Methods] = {}
DESIGN: dict[str, Methods] = {
    f"{STUDY}design/": both(MANAGE),
}
RECRUIT: dict[str, Methods] = {
    f"{STUDY}recruit/": both(only("recruiter", *MANAGERS)),
}
WATCH: dict[str, Methods] = {
    f"{STUDY}watch/{part}": {
        "GET": only("recruiter", *MANAGERS),
        "POST": only("recruiter", *MANAGERS, status=405),
    }
    for part in (
        "",
        "<str:population>/",
        "<str:population>/now/",
        "<str:population>/so-far/",
    )
}
READ: dict[str, Methods] = {
    f"{STUDY}read/": both(MANAGE),
}
ANSWERS: dict[str, Methods] = {
    f"{STUDY}read/answers/{part}": {"GET": MANAGE, "POST": only(*MANAGERS, status=405)}
    for part in ("", "<slug:place>/<slug:question>/", "<slug:place>/<slug:question>/csv/")
}
CODE: dict[str, Methods] = {
    f"{STUDY}code/": both(only("coder", "other coder", *MANAGERS)),
}
REPORT: dict[str, Methods] = {
    f"{STUDY}report/": both(MANAGE),
}
ARCHIVE: dict[str, Methods] = {
    f"{STUDY}archive/": both(MANAGE),
}
PEOPLE: dict[str, Methods] = {
    f"{STUDY}people/": both(only(*LEADS)),
}
PROGRAMS: dict[str, Methods] = {
    f"{STUDY}programs/": both(MANAGE),
}
LOG: dict[str, Methods] = {
    f"{STUDY}log/": both(only("auditor", *LEADS)),
}

WORKSPACE: dict[str, Methods] = {
    **FRAME,
    **DRAFTS,
    **DESIGN,
    **RECRUIT,
    **WATCH,
    **READ,
    **ANSWERS,
    **CODE,
    **REPORT,
    **ARCHIVE,
    **PEOPLE,
    **PROGRAMS,
    **LOG,
}
