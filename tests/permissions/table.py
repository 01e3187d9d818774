"""Who may what: for every route the status that each of `PEOPLE` gets, by GET and by an empty POST.

Cells stand in the order of `PEOPLE`. `in` leads to the log-in; the participants' own routes are
asked for with the asker's own link, or with a made-up one where they have none, and the page of
`pages/<name>/` is the one that A is on.
"""

from dataclasses import dataclass

from tests.permissions.coding import CODEBOOKS, ONLY_GET, ROUNDS, TRANSCRIPTS

NOBODY = "in in in 403 403 403 403 403 403"
STAFF = "in in in 200 200 200 200 200 200"
RESEARCH = "in in in 403 403 200 403 403 200"
RECRUITMENT = "in in in 403 403 403 200 403 200"
AUDIT = "in in in 403 403 403 403 200 200"
SUPERUSER = "in in in 403 403 403 403 403 200"
MISSING = "in in in 404 404 404 404 404 404"
LED_ON = "in in in 403 403 302 403 403 302"
STAFF_LED_ON = "in in in 302 302 302 302 302 302"
NO_SUCH_METHOD = "405 405 405 405 405 405 405 405 405"
LEADS_ON = "302 302 302 302 302 302 302 302 302"
EVERYBODY = "200 200 200 200 200 200 200 200 200"


@dataclass(frozen=True)
class Rights:
    """Who may do what with a model in the admin; whoever may view a row may open its page."""

    view: str
    add: str = NOBODY
    change: str = NOBODY
    delete: str = NOBODY
    one: str = ""

    def rows(self, model: str) -> dict[str, tuple[str, str]]:
        before, one = f"admin/{model}/", f"admin/{model}/<path:object_id>/"
        return {
            before: (self.view, self.view),
            f"{before}add/": (self.add, self.add),
            one: (STAFF_LED_ON, STAFF_LED_ON),
            f"{one}change/": (self.one or self.view, self.change),
            f"{one}delete/": (self.delete, self.delete),
            f"{one}history/": (self.view, self.view),
        }


MODELS = {
    "analysis/codebook": Rights(RESEARCH, add=RESEARCH, change=RESEARCH),
    "analysis/codinground": Rights("in in in 200 200 200 403 403 200"),
    "analysis/exclusionstep": Rights(RESEARCH, add=RESEARCH),
    # The row of a study leads to its dashboard.
    "analysis/studydashboard": Rights(RESEARCH, change=LED_ON, one=LED_ON),
    "analysis/studyreport": Rights(RESEARCH, change=RESEARCH),
    "analysis/transcript": Rights(RESEARCH, add=RESEARCH),
    "attribution/storedbundle": Rights(RESEARCH),
    "auth/group": Rights(SUPERUSER, add=SUPERUSER, change=SUPERUSER, delete=SUPERUSER),
    "auth/user": Rights(SUPERUSER, add=SUPERUSER, change=SUPERUSER, delete=SUPERUSER),
    "recruitment/beginningthroughpanel": Rights(RECRUITMENT, delete=RECRUITMENT),
    "recruitment/compensationcode": Rights(RECRUITMENT, add=RECRUITMENT, delete=RECRUITMENT),
    "recruitment/compensationcontact": Rights(RECRUITMENT, delete=RECRUITMENT),
    "recruitment/recruitmentidentifier": Rights(RECRUITMENT, delete=RECRUITMENT),
    "survey/invitation": Rights(RESEARCH, add=RESEARCH, delete=RESEARCH),
    "survey/opening": Rights(RESEARCH, add=RESEARCH, change=RESEARCH, delete=SUPERUSER),
    "survey/participant": Rights(RESEARCH),
    "survey/study": Rights(RESEARCH),
    "survey/studyversion": Rights(RESEARCH),
    "operations/change": Rights(AUDIT),
}

ADMIN = {
    "favicon.ico": (LEADS_ON, LEADS_ON),
    "admin/": (STAFF, STAFF),
    "admin/<app_label>/": ("in in in 404 404 200 404 404 200", "in in in 404 404 200 404 404 200"),
    "admin/<url>": (MISSING, MISSING),
    "admin/attribution/storedbundle/<str:digest>/errors/<path:error>/": (RESEARCH, RESEARCH),
    "admin/auth/user/<id>/password/": (SUPERUSER, SUPERUSER),
    "admin/autocomplete/": (NOBODY, "in in in 405 405 405 405 405 405"),
    "admin/jsi18n/": (STAFF, "in in in 405 405 405 405 405 405"),
    "admin/login/": ("200 200 200 302 302 302 302 302 302", EVERYBODY),
    "admin/logout/": ("302 302 302 405 405 405 405 405 405", "302 302 302 200 200 200 200 200 200"),
    "admin/password_change/": (STAFF, STAFF),
    "admin/password_change/done/": (STAFF, "in in in 405 405 405 405 405 405"),
    "admin/r/<path:content_type_id>/<path:object_id>/": (MISSING, MISSING),
    "admin/analysis/studydashboard/of/<slug:slug>/": (RESEARCH, ONLY_GET),
    "admin/analysis/studydashboard/of/<slug:slug>/<str:kind>/": (RESEARCH, ONLY_GET),
    "admin/analysis/studydashboard/of/<slug:slug>/<str:kind>/participants/": (RESEARCH, ONLY_GET),
    "admin/survey/participant/<int:pk>/replay/<slug:scenario>/": (
        RESEARCH,
        RESEARCH.replace("200", "405"),
    ),
    "admin/operations/change/csv/": (AUDIT, AUDIT),
    "admin/survey/invitation/links/<slug:slug>/": (RESEARCH, RESEARCH),
    "analysis/studies/<slug:slug>/export/": (RESEARCH, RESEARCH),
    "analysis/studies/<slug:slug>/report/": (RESEARCH, NO_SUCH_METHOD),
    "analysis/studies/<slug:slug>/report/simulated/": (RESEARCH, NO_SUCH_METHOD),
}

_READ = "403 403 403 403 403 200 403 403 200"
_NOT_WRITTEN = "403 403 403 403 403 405 403 403 405"
API = {
    "api/bundles/": (_READ, _NOT_WRITTEN),
    "api/bundles/<str:digest>/": (_READ, _NOT_WRITTEN),
    # Without a setting nothing can be answered.
    "api/bundles/<str:digest>/errors/<path:error>/trial/": (
        "403 403 403 403 403 400 403 403 400", _NOT_WRITTEN,
    ),
    "api/schema/": ("403 403 403 200 200 200 200 200 200", "403 403 403 405 405 405 405 405 405"),
}  # fmt: skip

PUBLIC = {
    "": (EVERYBODY, NO_SUCH_METHOD),
    "pictures/<str:digest>.<str:suffix>": (EVERYBODY, NO_SUCH_METHOD),
    "studies/<slug:slug>/": (EVERYBODY, NO_SUCH_METHOD),
    "studies/<slug:slug>/consent/": (EVERYBODY, EVERYBODY),
    # Whoever has not consented is led back to the consent.
    "studies/<slug:slug>/deleted/": (EVERYBODY, NO_SUCH_METHOD),
    "studies/<slug:slug>/inclusion/": (LEADS_ON, LEADS_ON),
    "studies/<slug:slug>/pilot/": ("in in in 403 403 302 403 403 302", NO_SUCH_METHOD),
}  # fmt: skip

_OWN, _OWN_LEADS_ON = "404 200 200 404 404 404 404 404 404", "404 302 302 404 404 404 404 404 404"
PARTICIPANTS = {
    "take-part/<slug:token>/": (_OWN_LEADS_ON, NO_SUCH_METHOD),
    "take-part/<slug:token>/agreed/": (_OWN, NO_SUCH_METHOD),
    "take-part/<slug:token>/help/": (_OWN, NO_SUCH_METHOD),
    "take-part/<slug:token>/leave/": (_OWN, _OWN),
    "take-part/<slug:token>/my-answers.json": (_OWN, NO_SUCH_METHOD),
    "take-part/<slug:token>/pages/<str:name>/": (
        "404 200 302 404 404 404 404 404 404", "404 302 302 404 404 404 404 404 404",
    ),
    "take-part/<slug:token>/pages/<str:name>/draft/": (
        NO_SUCH_METHOD, "404 204 409 404 404 404 404 404 404",
    ),
    "take-part/<slug:token>/stopped/": (_OWN_LEADS_ON, NO_SUCH_METHOD),
}  # fmt: skip


def table() -> dict[str, tuple[str, str]]:
    rows: dict[str, tuple[str, str]] = {}
    for model, rights in MODELS.items():
        rows |= rights.rows(model)
    return rows | ADMIN | API | PUBLIC | PARTICIPANTS | CODEBOOKS | ROUNDS | TRANSCRIPTS
