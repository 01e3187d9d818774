"""Who may what: for every route the status that each of `PEOPLE` gets, by GET and by an empty POST.

The participants' own routes are asked for with the asker's own link, or with a made-up one where
they have none, and the page of `pages/<name>/` is the one that A is on.
"""

from dataclasses import dataclass, field

from tests.permissions.coding import (
    CODEBOOKS,
    DESIGN_SPACES,
    INTERVIEWEES,
    MANAGE,
    MANAGE_AND_LED_ON,
    MANAGE_WRONG_METHOD,
    NOBODY,
    ROUNDS,
    TRANSCRIPTS,
)
from tests.permissions.statuses import (
    MANAGERS,
    Statuses,
    but,
    everybody,
    only,
    staff,
    visitors,
)
from tests.permissions.workspace import JOINING, WORKSPACE

Methods = dict[str, Statuses]
"""For GET and for POST, who gets which status."""

RECRUITMENT = only("recruiter", "superuser")
SUPERUSER = only("superuser")
EVERY_ACCOUNT = staff(200)
MISSING = staff(404)
NO_SUCH_METHOD = everybody(405)


def both(statuses: Statuses) -> Methods:
    return {"GET": statuses, "POST": statuses}


@dataclass(frozen=True)
class Rights:
    """Who may do what with a model in the admin; whoever may view a row may open its page."""

    view: Statuses
    add: Statuses = field(default_factory=lambda: NOBODY)
    change: Statuses = field(default_factory=lambda: NOBODY)
    delete: Statuses = field(default_factory=lambda: NOBODY)
    open_row: Statuses | None = None
    """Where the page of a row answers otherwise than the list."""

    def routes(self, model: str) -> dict[str, Methods]:
        model_list, row = f"admin/{model}/", f"admin/{model}/<path:object_id>/"
        return {
            model_list: both(self.view),
            f"{model_list}add/": both(self.add),
            row: both(staff(302)),
            f"{row}change/": {"GET": self.open_row or self.view, "POST": self.change},
            f"{row}delete/": both(self.delete),
            f"{row}history/": both(self.view),
        }


MODELS = {
    "analysis/codebook": Rights(view=MANAGE, add=MANAGE, change=MANAGE),
    "analysis/codinground": Rights(view=only("coder", "other coder", *MANAGERS)),
    "analysis/designspacetrace": Rights(view=MANAGE, add=MANAGE, change=MANAGE_WRONG_METHOD),
    "analysis/exclusionstep": Rights(view=MANAGE),
    "analysis/studyreport": Rights(view=MANAGE, change=MANAGE),
    "analysis/transcript": Rights(view=MANAGE, add=MANAGE),
    "attribution/storedbundle": Rights(view=MANAGE),
    "auth/group": Rights(view=SUPERUSER, add=SUPERUSER, change=SUPERUSER, delete=SUPERUSER),
    "auth/user": Rights(view=SUPERUSER, add=SUPERUSER, change=SUPERUSER, delete=SUPERUSER),
    "recruitment/beginningthroughpanel": Rights(view=RECRUITMENT, delete=RECRUITMENT),
    "recruitment/compensationcode": Rights(view=RECRUITMENT, delete=RECRUITMENT),
    "recruitment/compensationcontact": Rights(view=RECRUITMENT, delete=RECRUITMENT),
    "recruitment/recruitmentidentifier": Rights(view=RECRUITMENT, delete=RECRUITMENT),
    "survey/interviewee": Rights(view=MANAGE, change=MANAGE),
    "survey/invitation": Rights(view=MANAGE, delete=MANAGE),
    # The row of a window leads to the page that opens and closes the study.
    "survey/enrolmentwindow": Rights(
        view=MANAGE, change=MANAGE_AND_LED_ON, delete=SUPERUSER, open_row=MANAGE_AND_LED_ON
    ),
    "survey/participant": Rights(view=MANAGE),
    "survey/study": Rights(view=MANAGE),
    "survey/studyversion": Rights(view=MANAGE),
    # The log of all studies is for a group of the server, in which none of them is.
    "operations/change": Rights(view=SUPERUSER),
}

ADMIN: dict[str, Methods] = {
    "favicon.ico": both(everybody(302)),
    "healthz": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    "metrics": {"GET": everybody(404), "POST": NO_SUCH_METHOD},
    "admin/": both(EVERY_ACCOUNT),
    "admin/<app_label>/": both(only(*MANAGERS, others=404)),
    "admin/<url>": both(MISSING),
    "admin/attribution/storedbundle/<str:digest>/errors/<path:error>/": both(MANAGE),
    "admin/attribution/storedbundle/<str:digest>/methods/": both(MANAGE),
    "admin/auth/user/<id>/password/": both(SUPERUSER),
    "admin/autocomplete/": {"GET": NOBODY, "POST": staff(405)},
    "admin/jsi18n/": {"GET": EVERY_ACCOUNT, "POST": staff(405)},
    "admin/lists/": both(SUPERUSER),
    "admin/login/": {"GET": visitors(200, staff=302), "POST": everybody(200)},
    "admin/logout/": {"GET": visitors(302, staff=405), "POST": visitors(302, staff=200)},
    "admin/password_change/": both(EVERY_ACCOUNT),
    "admin/password_change/done/": {"GET": EVERY_ACCOUNT, "POST": staff(405)},
    "admin/r/<path:content_type_id>/<path:object_id>/": both(MISSING),
    "admin/survey/participant/<int:pk>/replay/<slug:scenario>/": {
        "GET": MANAGE,
        "POST": MANAGE_WRONG_METHOD,
    },
    "admin/operations/change/csv/": both(SUPERUSER),
    "analysis/studies/<slug:slug>/export/": both(MANAGE),
    "analysis/studies/<slug:slug>/export/archive/": both(MANAGE),
    "analysis/studies/<slug:slug>/report/": {"GET": MANAGE, "POST": NO_SUCH_METHOD},
    "analysis/studies/<slug:slug>/report/simulated/": {"GET": MANAGE, "POST": NO_SUCH_METHOD},
}


def read_only(get: int) -> Methods:
    """Of the API, which sends nobody to a page: who may not read it is refused."""
    return {
        method: but(visitors(401, staff=403), dict.fromkeys(MANAGERS, status))
        for method, status in (("GET", get), ("POST", 405))
    }


_OF_STUDY = "api/studies/<slug:slug>/"


API: dict[str, Methods] = {
    "api/bundles/": read_only(200),
    "api/bundles/<str:digest>/": read_only(200),
    # Without a setting nothing can be answered.
    "api/bundles/<str:digest>/errors/<path:error>/trial/": read_only(400),
    "api/schema/": {"GET": visitors(401, staff=200), "POST": visitors(401, staff=405)},
    # It lists those that the account can read.
    "api/studies/": {"GET": visitors(401, staff=200), "POST": visitors(401, staff=405)},
    **{
        f"{_OF_STUDY}{name}": read_only(200)
        for name in (
            "",
            "counts/",
            "tables/",
            "tables/<str:name>/",
            "versions/",
            "versions/<str:label>/",
        )
    },
    # One in a form that there is not: others take long to compute.
    f"{_OF_STUDY}reports/<str:form>/": read_only(404),
}

PUBLIC: dict[str, Methods] = {
    "": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    "accessibility/": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    "pictures/<str:digest>.<str:suffix>": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    "studies/<slug:slug>/": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    "studies/<slug:slug>/consent/": both(everybody(200)),
    "studies/<slug:slug>/deleted/": {"GET": everybody(200), "POST": NO_SUCH_METHOD},
    # Whoever has not consented is led back to the consent.
    "studies/<slug:slug>/inclusion/": both(everybody(302)),
    **JOINING,
    "studies/<slug:slug>/pilot/": {"GET": MANAGE_AND_LED_ON, "POST": NO_SUCH_METHOD},
}


def participants(a: int, b: int) -> Statuses:
    """What each gets at their own link; a link that is nobody's leads nowhere."""
    return but(everybody(404), {"participant A": a, "participant B": b})


PARTICIPANTS: dict[str, Methods] = {
    "take-part/<slug:token>/": {"GET": participants(302, 302), "POST": NO_SUCH_METHOD},
    "take-part/<slug:token>/agreed/": {"GET": participants(200, 200), "POST": NO_SUCH_METHOD},
    "take-part/<slug:token>/help/": {"GET": participants(200, 200), "POST": NO_SUCH_METHOD},
    "take-part/<slug:token>/leave/": both(participants(200, 200)),
    "take-part/<slug:token>/my-answers.json": {
        "GET": participants(200, 200),
        "POST": NO_SUCH_METHOD,
    },
    "take-part/<slug:token>/pages/<str:name>/": {
        "GET": participants(200, 302),
        "POST": participants(302, 302),
    },
    "take-part/<slug:token>/pages/<str:name>/draft/": {
        "GET": NO_SUCH_METHOD,
        "POST": participants(204, 409),
    },
    "take-part/<slug:token>/stopped/": {"GET": participants(302, 302), "POST": NO_SUCH_METHOD},
}


def table() -> dict[str, Methods]:
    routes: dict[str, Methods] = {}
    for model, rights in MODELS.items():
        routes |= rights.routes(model)
    coding = CODEBOOKS | ROUNDS | TRANSCRIPTS | INTERVIEWEES | DESIGN_SPACES
    return routes | ADMIN | API | PUBLIC | PARTICIPANTS | coding | WORKSPACE
