"""The rows of the coding desk: a round that only the coder codes, before it is compared."""

NOBODY = "in in in 403 403 403 403 403 403"
RESEARCH = "in in in 403 403 200 403 403 200"
ONLY_POST = "in in in 403 403 405 403 403 405"
ONLY_GET = "in in in 405 405 405 405 405 405"

# Those of the round: its coder, and whoever manages rounds.
ROUND = "in in in 200 403 200 403 403 200"
ROUND_NOT_YET = "in in in 404 403 404 403 403 404"
ROUND_ONLY_GET = "in in in 405 403 405 403 403 405"
ROUND_ONLY_POST = ROUND_ONLY_GET
# Its coder alone; not even a superuser sees what is coded before the comparison.
CODER = "in in in 200 403 403 403 403 403"
CODER_ONLY_POST = CODER_ONLY_GET = "in in in 405 403 403 403 403 403"
CODER_DONE = "in in in 302 403 403 403 403 403"
CODER_NAMED_NOTHING = "in in in 404 403 403 403 403 403"

_results = (
    "", "agreement.csv", "agreement.svg", "map.svg", "themes.csv", "together.csv",
)  # fmt: skip
_book, _round = "admin/analysis/codebook/<int:pk>/", "admin/analysis/codinground/<int:pk>/"

CODEBOOKS = {
    f"{_book}area/": (ONLY_POST, "in in in 403 403 302 403 403 302"),
    f"{_book}export/<str:form>/": (RESEARCH, ONLY_GET),
    f"{_book}import/": (RESEARCH, RESEARCH),
    **{f"{_book}results/<str:kind>/{name}": (RESEARCH, ONLY_GET) for name in _results},
    f"{_book}results/<str:kind>/saturation.svg": ("in in in 403 403 404 403 403 404", ONLY_GET),
    f"{_book}theme/": (RESEARCH, RESEARCH),
    f"{_book}theme/<uuid:guid>/": (RESEARCH, RESEARCH),
    f"{_book}theme/<uuid:guid>/change/": (ONLY_POST, "in in in 403 403 404 403 403 404"),
    f"{_book}undo/": (ONLY_POST, "in in in 403 403 404 403 403 404"),
    f"{_book}versions/<int:number>/": (RESEARCH, RESEARCH),
}

ROUNDS = {
    f"{_round}agreement.csv": (ROUND_NOT_YET, ROUND_ONLY_GET),
    f"{_round}agreement/": (ROUND_NOT_YET, ROUND_ONLY_GET),
    f"{_round}comparison/": (NOBODY, ROUND_ONLY_GET),
    f"{_round}comparison/<int:case>/": (NOBODY, ROUND_ONLY_GET),
    f"{_round}comparison/<int:case>/decide/": (ROUND_ONLY_POST, NOBODY),
    f"{_round}comparison/themes/": (ROUND_ONLY_POST, NOBODY),
    f"{_round}desk/": (CODER, CODER_ONLY_GET),
    f"{_round}desk/<int:case>/": (CODER, CODER_ONLY_GET),
    f"{_round}desk/code/": (CODER_ONLY_POST, CODER_NAMED_NOTHING),
    f"{_round}desk/done/": (CODER_ONLY_POST, CODER_NAMED_NOTHING),
    f"{_round}desk/memo/<uuid:guid>/": (CODER, CODER_DONE),
    f"{_round}desk/theme/": (CODER_ONLY_POST, CODER_DONE),
    f"{_round}desk/undo/": (CODER_ONLY_POST, CODER_NAMED_NOTHING),
    f"{_round}excuse/": (ROUND_ONLY_POST, "in in in 403 403 404 403 403 404"),
    f"{_round}exports/": (ROUND_NOT_YET, ROUND_ONLY_GET),
    f"{_round}matrix.csv": (ROUND_NOT_YET, ROUND_ONLY_GET),
    f"{_round}mine/": (CODER_ONLY_POST, CODER_DONE),
    f"{_round}project.qdpx": (ROUND_NOT_YET, ROUND_ONLY_GET),
    f"{_round}stage/": (ROUND_ONLY_POST, "in in in 302 403 302 403 403 302"),
    "admin/analysis/codinground/<path:object_id>/change/": (ROUND, ROUND),
    # Django's history of a row that somebody may not see leads to the start of the admin.
    "admin/analysis/codinground/<path:object_id>/history/": (
        "in in in 200 302 200 302 302 200", "in in in 200 302 200 302 302 200",
    ),
    "admin/analysis/codinground/plan/": (RESEARCH, RESEARCH),
    "admin/analysis/codinground/plan/<slug:slug>/<slug:kind>/": (RESEARCH, RESEARCH),
}  # fmt: skip

TRANSCRIPTS = {
    "admin/analysis/transcript/<int:pk>/erase/": (RESEARCH, "in in in 403 403 302 403 403 302"),
    "admin/analysis/transcript/<int:pk>/restore/": (RESEARCH, RESEARCH),
    "admin/analysis/transcript/project/": (RESEARCH, RESEARCH),
    "admin/analysis/transcript/project/review/": (
        "in in in 403 403 302 403 403 302", "in in in 403 403 302 403 403 302",
    ),
    "admin/analysis/transcript/review/": (
        "in in in 403 403 302 403 403 302", "in in in 403 403 302 403 403 302",
    ),
}  # fmt: skip
