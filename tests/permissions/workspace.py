"""The part of the table that is about a study's tabs; each room of the workspace has its rows."""

from tests.permissions.statuses import MANAGERS, Statuses, everybody, only, staff

Methods = dict[str, Statuses]

LEADS = ("lead", "superuser")
MANAGE = only(*MANAGERS)
MANAGE_AND_LED_ON = only(*MANAGERS, status=302)
MANAGE_NOTHING_THERE = only(*MANAGERS, status=404)
MANAGE_WRONG_METHOD = only(*MANAGERS, status=405)
STUDY = "admin/studies/<slug:slug>/"
PREVIEW = f"{STUDY}design/preview/<str:version>/"
ADMINISTRATORS = only("superuser")


def both(statuses: Statuses) -> Methods:
    return {"GET": statuses, "POST": statuses}


POSTED_BY_LEADS: Methods = {
    "GET": only(*LEADS, status=405),
    "POST": only(*LEADS, status=302),
}
POSTED_BY_ADMINISTRATORS: Methods = {
    "GET": only("superuser", status=405),
    "POST": only("superuser", status=302),
}

FRAME: dict[str, Methods] = {
    STUDY: both(only("coder", "other coder", "recruiter", "auditor", *MANAGERS, status=302)),
}
# An empty form asks for nothing that can be done with a draft.
DRAFTS: dict[str, Methods] = {
    "admin/new-study/": both(only("superuser")),
    "admin/study.schema.json": {"GET": staff(200), "POST": staff(405)},
    f"{STUDY}design/draft/": {"GET": MANAGE, "POST": only(*MANAGERS, status=404)},
    f"{STUDY}design/draft/files/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=404),
    },
    f"{STUDY}design/draft/files.zip": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=405),
    },
    f"{STUDY}design/versions/<str:label>/files.zip": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=405),
    },
}
DESIGN: dict[str, Methods] = {
    # Loading a bundle is for those who may make studies on the server.
    "admin/bundles/": {"GET": MANAGE, "POST": only("superuser", status=422)},
    f"{STUDY}design/": both(MANAGE),
    f"{STUDY}design/difference/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{STUDY}design/file/<str:version>/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{STUDY}design/opening/": both(MANAGE),
    f"{STUDY}design/plan/": {"GET": MANAGE, "POST": MANAGE_AND_LED_ON},
    f"{STUDY}design/plan/draft/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{STUDY}design/processing/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{STUDY}design/preview/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{PREVIEW}": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    # There is no sheet of a survey.
    f"{PREVIEW}sheet/": {"GET": MANAGE_NOTHING_THERE, "POST": MANAGE_WRONG_METHOD},
    f"{PREVIEW}<slug:way>/help/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{PREVIEW}<slug:way>/pages/<str:name>/": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=422),
    },
    f"{PREVIEW}<slug:way>/<str:aside>/": {"GET": MANAGE, "POST": MANAGE_AND_LED_ON},
}
RECRUITERS = ("recruiter", "superuser")
INVITING = only("recruiter", *MANAGERS)
RECRUIT: dict[str, Methods] = {
    f"{STUDY}recruit/": both(INVITING),
    f"{STUDY}recruit/invitations/": {"GET": MANAGE, "POST": only(*MANAGERS, status=422)},
    f"{STUDY}recruit/invitations/links.csv": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=405),
    },
    f"{STUDY}recruit/invitations/delete/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=302),
    },
    f"{STUDY}recruit/orders/": {"GET": MANAGE, "POST": only(*MANAGERS, status=302)},
    f"{STUDY}recruit/panel/": {
        "GET": INVITING,
        "POST": only("recruiter", *MANAGERS, status=405),
    },
    f"{STUDY}recruit/codes/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=422),
    },
    f"{STUDY}recruit/mail/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=405),
    },
    f"{STUDY}recruit/mail/new/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=422),
    },
    f"{STUDY}recruit/mail/<int:pk>/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=405),
    },
    f"{STUDY}recruit/mail/<int:pk>/send/": {
        "GET": only(*RECRUITERS, status=405),
        "POST": only(*RECRUITERS, status=302),
    },
    f"{STUDY}recruit/mail/<int:pk>/remind/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=422),
    },
    f"{STUDY}recruit/mail/<int:pk>/delete/": {
        "GET": only(*RECRUITERS),
        "POST": only(*RECRUITERS, status=302),
    },
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
    f"{STUDY}read/": {"GET": MANAGE, "POST": only(*MANAGERS, status=405)},
    f"{STUDY}read/simulated/": {"GET": MANAGE, "POST": only(*MANAGERS, status=405)},
    f"{STUDY}read/<str:population>/flags/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=302),
    },
    # Nobody is ticked in an empty form.
    f"{STUDY}read/<str:population>/exclude/": {
        "GET": only(*MANAGERS, status=405),
        "POST": MANAGE,
    },
    f"{STUDY}read/<str:population>/<int:number>/": {
        "GET": MANAGE,
        "POST": only(*MANAGERS, status=405),
    },
    f"{STUDY}read/<str:population>/<int:number>/assess/": {
        "GET": only(*MANAGERS, status=405),
        "POST": only(*MANAGERS, status=422),
    },
    f"{STUDY}read/<str:population>/<int:number>/erase/": {
        "GET": only(*LEADS),
        "POST": only(*LEADS, status=422),
    },
}
# Pages on which members of a study may read what participants wrote.
SHOW_ANSWERS = {
    f"{STUDY}read/<str:population>/<int:number>/",
    f"{STUDY}read/<str:population>/<int:number>/assess/",
    f"{STUDY}read/answers/",
    f"{STUDY}read/answers/<slug:place>/<slug:question>/",
    f"{STUDY}read/answers/<slug:place>/<slug:question>/csv/",
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
    # A lead does it; without its name nothing is deleted.
    **{
        f"{STUDY}archive/{step}/": {
            "GET": only(*LEADS, status=405),
            "POST": only(*LEADS, status=302),
        }
        for step in ("close", "purge", "put-away", "take-out")
    },
}
PEOPLE: dict[str, Methods] = {
    f"{STUDY}people/": both(only(*LEADS)),
    f"{STUDY}people/links/": {"GET": only(*LEADS, status=302), "POST": only(*LEADS)},
    f"{STUDY}people/links/<int:link>/revoke/": POSTED_BY_LEADS,
    f"{STUDY}people/codes/": POSTED_BY_LEADS,
    f"{STUDY}people/<int:user>/": both(only(*LEADS)),
    f"{STUDY}people/<int:user>/remove/": POSTED_BY_LEADS,
    "admin/people/": both(ADMINISTRATORS),
    "admin/people/codes/": POSTED_BY_ADMINISTRATORS,
    "admin/people/<int:user>/": {
        "GET": ADMINISTRATORS,
        "POST": only("superuser", status=302),
    },
    "admin/people/links/<int:link>/revoke/": POSTED_BY_ADMINISTRATORS,
}
LOG_IN: dict[str, Methods] = {
    # There are accounts, and there is no provider.
    "admin/first-account/": both(everybody(404)),
    "admin/single-sign-on/": both(everybody(404)),
    "admin/single-sign-on/back/": both(everybody(404)),
    # Nobody came back from a provider in this browser.
    "admin/code/": both(everybody("log-in")),
    # The tests have no mail server.
    "admin/forgotten-password/": both(everybody(404)),
    # A made-up link.
    "admin/new-password/<uidb64>/<token>/": both(everybody(200)),
    "admin/me/": {"GET": staff(200), "POST": staff(302)},
    "admin/me/codes/": both(staff(200)),
    "admin/me/single-sign-on/": both(staff(302)),
}
JOINING: dict[str, Methods] = {
    # Nobody has a link.
    "join/<str:token>/": both(everybody(404)),
    "join/<str:token>/sign-on/": both(everybody(404)),
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
HELP: dict[str, Methods] = {
    f"admin/help/{name}": {"GET": staff(200), "POST": staff(405)}
    for name in ("", "<path:name>/", "images/<str:name>", "search/")
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
    **LOG_IN,
    **PROGRAMS,
    **LOG,
    **HELP,
}
