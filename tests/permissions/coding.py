"""The coding desk's part of the table: a round that only its coder codes, not yet compared."""

from tests.permissions.statuses import MANAGERS, Statuses, but, only, staff

NOBODY = staff(403)
MANAGE = only(*MANAGERS)
MANAGE_AND_LED_ON = only(*MANAGERS, status=302)
MANAGE_NOTHING_THERE = only(*MANAGERS, status=404)
MANAGE_WRONG_METHOD = only(*MANAGERS, status=405)
"""Who may not manage is refused before the method is."""
STAFF_WRONG_METHOD = staff(405)

# A round is its coder's, and theirs who manage rounds.
ROUND = only("coder", *MANAGERS)
ROUND_NOT_COMPARED = only("coder", *MANAGERS, status=404)
ROUND_NAMED_NOTHING = ROUND_NOT_COMPARED
ROUND_WRONG_METHOD = only("coder", *MANAGERS, status=405)
# What is coded before the comparison is the coder's alone; not even a superuser sees it.
CODER = only("coder")
CODER_LED_ON = only("coder", status=302)
CODER_NAMED_NOTHING = only("coder", status=404)
CODER_WRONG_METHOD = only("coder", status=405)

_BOOK = "admin/analysis/codebook/<int:pk>/"
_ROUND = "admin/analysis/codinground/<int:pk>/"
_KNOWN = f"{_BOOK}attributes/<str:population>/"
_NOTES, _ROUND_NOTES = f"{_BOOK}memos/<str:population>/", f"{_ROUND}memos/"
_READ = (
    f"{_KNOWN}attributes.csv",
    _NOTES,
    f"{_NOTES}memos.csv",
    f"{_BOOK}passages/<str:population>/",
    f"{_BOOK}passages/<str:population>/passages.csv",
    f"{_BOOK}themes-by/<str:population>/",
    f"{_BOOK}themes-by/<str:population>/themes.csv",
)
_RESULTS = ("", "agreement.csv", "agreement.svg", "map.svg", "themes.csv", "together.csv")

CODEBOOKS: dict[str, dict[str, Statuses]] = {
    f"{_BOOK}area/": {"GET": MANAGE_WRONG_METHOD, "POST": MANAGE_AND_LED_ON},
    f"{_BOOK}board/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{_BOOK}board/change/": {"GET": MANAGE_WRONG_METHOD, "POST": MANAGE_NOTHING_THERE},
    f"{_BOOK}board/map.svg": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    f"{_BOOK}export/<str:form>/": {"GET": MANAGE, "POST": STAFF_WRONG_METHOD},
    f"{_BOOK}import/": {"GET": MANAGE, "POST": MANAGE},
    **{
        f"{_BOOK}results/<str:population>/{name}": {"GET": MANAGE, "POST": STAFF_WRONG_METHOD}
        for name in _RESULTS
    },
    f"{_BOOK}results/<str:population>/saturation.svg": {
        "GET": MANAGE_NOTHING_THERE,
        "POST": STAFF_WRONG_METHOD,
    },
    f"{_BOOK}search/": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD},
    **{address: {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD} for address in _READ},
    _KNOWN: {"GET": MANAGE, "POST": MANAGE},
    f"{_KNOWN}<slug:key>/": {"GET": MANAGE_NOTHING_THERE, "POST": MANAGE_NOTHING_THERE},
    f"{_NOTES}new/": {"GET": MANAGE, "POST": MANAGE},
    f"{_NOTES}<uuid:guid>/": {"GET": MANAGE_NOTHING_THERE, "POST": MANAGE_NOTHING_THERE},
    f"{_BOOK}theme/": {"GET": MANAGE, "POST": MANAGE},
    f"{_BOOK}theme/<uuid:guid>/": {"GET": MANAGE, "POST": MANAGE},
    f"{_BOOK}theme/<uuid:guid>/change/": {"GET": MANAGE_WRONG_METHOD, "POST": MANAGE_NOTHING_THERE},
    f"{_BOOK}types/": {"GET": MANAGE_WRONG_METHOD, "POST": MANAGE_NOTHING_THERE},
    f"{_BOOK}undo/": {"GET": MANAGE_WRONG_METHOD, "POST": MANAGE_NOTHING_THERE},
    f"{_BOOK}versions/<int:number>/": {"GET": MANAGE, "POST": MANAGE},
}

ROUNDS: dict[str, dict[str, Statuses]] = {
    f"{_ROUND}agreement.csv": {"GET": ROUND_NOT_COMPARED, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}agreement/": {"GET": ROUND_NOT_COMPARED, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}comparison/": {"GET": NOBODY, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}comparison/<int:case>/": {"GET": NOBODY, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}comparison/<int:case>/agree/": {"GET": CODER_WRONG_METHOD, "POST": NOBODY},
    f"{_ROUND}comparison/<int:case>/decide/": {"GET": ROUND_WRONG_METHOD, "POST": NOBODY},
    f"{_ROUND}comparison/themes/": {"GET": ROUND_WRONG_METHOD, "POST": NOBODY},
    f"{_ROUND}desk/": {"GET": CODER, "POST": CODER_WRONG_METHOD},
    f"{_ROUND}desk/<int:case>/": {"GET": CODER, "POST": CODER_WRONG_METHOD},
    f"{_ROUND}desk/colours.css": {"GET": CODER, "POST": CODER_WRONG_METHOD},
    f"{_ROUND}desk/code/": {"GET": CODER_WRONG_METHOD, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}desk/done/": {"GET": CODER_WRONG_METHOD, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}desk/memo/<uuid:guid>/": {"GET": CODER, "POST": CODER_LED_ON},
    f"{_ROUND}desk/theme/": {"GET": CODER_WRONG_METHOD, "POST": CODER_LED_ON},
    f"{_ROUND}desk/themes/": {"GET": CODER, "POST": CODER_WRONG_METHOD},
    f"{_ROUND}desk/themes/<uuid:guid>/": {"GET": CODER_NAMED_NOTHING, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}desk/themes/<uuid:guid>/drop/": {
        "GET": CODER_NAMED_NOTHING,
        "POST": CODER_NAMED_NOTHING,
    },
    f"{_ROUND}desk/undo/": {"GET": CODER_WRONG_METHOD, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}excuse/": {"GET": ROUND_WRONG_METHOD, "POST": MANAGE_NOTHING_THERE},
    f"{_ROUND}exports/": {"GET": ROUND_NOT_COMPARED, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}matrix.csv": {"GET": ROUND_NOT_COMPARED, "POST": ROUND_WRONG_METHOD},
    # Until the comparison everybody finds their own memos there, and nobody else's.
    _ROUND_NOTES: {"GET": ROUND, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND_NOTES}memos.csv": {"GET": ROUND, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND_NOTES}new/": {"GET": CODER, "POST": CODER},
    f"{_ROUND_NOTES}<uuid:guid>/": {"GET": CODER_NAMED_NOTHING, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}mine/": {"GET": CODER_WRONG_METHOD, "POST": CODER_LED_ON},
    f"{_ROUND}project.qdpx": {"GET": ROUND_NOT_COMPARED, "POST": ROUND_WRONG_METHOD},
    f"{_ROUND}search/": {"GET": CODER, "POST": CODER_NAMED_NOTHING},
    f"{_ROUND}manage/": {"GET": MANAGE, "POST": MANAGE_NOTHING_THERE},
    # Without the stage to go to, nothing is asked and nothing done.
    f"{_ROUND}stage/": {"GET": ROUND_NAMED_NOTHING, "POST": ROUND_NAMED_NOTHING},
    "admin/analysis/codinground/<path:object_id>/change/": {"GET": ROUND, "POST": ROUND},
    # Whoever may code opens no history of a round that is not theirs, and is led to the start.
    "admin/analysis/codinground/<path:object_id>/history/": {
        method: but(only("coder", *MANAGERS), {"other coder": 302}) for method in ("GET", "POST")
    },
    "admin/analysis/codinground/plan/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/codinground/plan/<slug:codebook>/<slug:population>/": {
        "GET": MANAGE,
        "POST": MANAGE,
    },
}

TRANSCRIPTS: dict[str, dict[str, Statuses]] = {
    "admin/analysis/transcript/<int:pk>/correct/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/<int:pk>/erase/": {"GET": MANAGE, "POST": MANAGE_AND_LED_ON},
    "admin/analysis/transcript/<int:pk>/restore/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/<int:pk>/title/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/<int:pk>/recording/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/<int:pk>/recording/audio/": {
        "GET": MANAGE_NOTHING_THERE,
        "POST": MANAGE_WRONG_METHOD,
    },
    "admin/analysis/transcript/<int:pk>/recording/remove/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/<int:pk>/translation/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/<int:pk>/translation/remove/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/<int:pk>/translation/review/": {
        "GET": MANAGE_AND_LED_ON,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/<int:pk>/translation/switch/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/<int:pk>/translation/typed/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/<int:pk>/undo/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_NOTHING_THERE,
    },
    "admin/analysis/transcript/<int:pk>/words/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/project/": {"GET": MANAGE, "POST": MANAGE},
    "admin/analysis/transcript/project/review/": {
        "GET": MANAGE_AND_LED_ON,
        "POST": MANAGE_AND_LED_ON,
    },
    "admin/analysis/transcript/review/": {"GET": MANAGE_AND_LED_ON, "POST": MANAGE_AND_LED_ON},
}

_SAMPLE = "admin/survey/interviewee/of/<slug:slug>/"
_PEOPLE = f"{_SAMPLE}<str:population>/"

INTERVIEWEES: dict[str, dict[str, Statuses]] = {
    **{
        address: {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD}
        for address in (_SAMPLE, _PEOPLE, f"{_PEOPLE}participants.csv")
    },
    f"{_PEOPLE}add/": {"GET": MANAGE, "POST": MANAGE},
    f"{_PEOPLE}attributes/": {"GET": MANAGE, "POST": MANAGE_AND_LED_ON},
    f"{_PEOPLE}import/": {"GET": MANAGE, "POST": MANAGE},
    "admin/survey/interviewee/<int:pk>/erase/": {"GET": MANAGE, "POST": MANAGE_AND_LED_ON},
    "admin/survey/interviewee/<int:pk>/move/": {
        "GET": MANAGE_WRONG_METHOD,
        "POST": MANAGE_NOTHING_THERE,
    },
}

_TRACE = "admin/analysis/designspacetrace/<int:pk>/"

DESIGN_SPACES: dict[str, dict[str, Statuses]] = {
    **{
        f"{_TRACE}{name}": {"GET": MANAGE, "POST": MANAGE_WRONG_METHOD}
        for name in ("design-space.svg", "trace.csv", "trace.json")
    },
    # A design space of one level cannot be chosen from, as its page says.
    f"{_TRACE}survey.zip": {"GET": MANAGE_AND_LED_ON, "POST": MANAGE_WRONG_METHOD},
    f"{_TRACE}title/": {"GET": MANAGE, "POST": MANAGE},
    f"{_TRACE}axis/": {"GET": MANAGE, "POST": MANAGE},
    f"{_TRACE}axis/<int:axis>/": {"GET": MANAGE, "POST": MANAGE},
    f"{_TRACE}axis/<int:axis>/level/": {"GET": MANAGE, "POST": MANAGE},
    f"{_TRACE}level/<int:level>/": {"GET": MANAGE, "POST": MANAGE},
    f"{_TRACE}level/<int:level>/codes/": {"GET": MANAGE, "POST": MANAGE_NOTHING_THERE},
}
