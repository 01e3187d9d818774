"""The part of the table that is about a study's tabs; each room of the workspace has its rows."""

from tests.permissions.statuses import MANAGERS, Statuses, only, staff

Methods = dict[str, Statuses]

LEADS = ("lead", "superuser")
MANAGE = only(*MANAGERS)
STUDY = "admin/studies/<slug:slug>/"


def both(statuses: Statuses) -> Methods:
    return {"GET": statuses, "POST": statuses}


FRAME: dict[str, Methods] = {
    STUDY: both(only("coder", "other coder", "recruiter", "auditor", *MANAGERS, status=302)),
}
# The study has no draft yet: its page says so, and an empty form asks for nothing that there is.
DRAFTS: dict[str, Methods] = {
    "admin/new-study/": both(only("superuser")),
    "admin/study.schema.json": {"GET": staff(200), "POST": staff(405)},
    f"{STUDY}design/draft/": {"GET": MANAGE, "POST": only(*MANAGERS, status=404)},
    f"{STUDY}design/draft/files/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=404),
    },
    f"{STUDY}design/draft/files.zip": {
        "GET": only(*MANAGERS, status=404),
        "POST": only(*MANAGERS, status=405),
    },
    f"{STUDY}design/versions/<str:label>/files.zip": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=405),
    },
}
DESIGN: dict[str, Methods] = {
    f"{STUDY}design/": both(MANAGE),
}
RECRUIT: dict[str, Methods] = {
    f"{STUDY}recruit/": both(only("recruiter", *MANAGERS)),
}
WATCH: dict[str, Methods] = {
    f"{STUDY}watch/": both(only("recruiter", *MANAGERS)),
}
READ: dict[str, Methods] = {
    f"{STUDY}read/": both(MANAGE),
}
ANSWERS: dict[str, Methods] = {}
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
    f"{STUDY}programs/<int:pk>/revoke/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=404),
    },
}
LOG: dict[str, Methods] = {
    **{
        f"{STUDY}log/{name}": {
            "GET": only("auditor", *LEADS),
            "POST": only("auditor", *LEADS, status=405),
        }
        for name in ("", "changes.csv")
    },
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
