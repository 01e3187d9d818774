"""The pages of the desk, where a coder reads one participant at a time until all are done."""

from hashlib import sha256

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET, require_POST

from analysis.admin_pages import addresses, back, page
from analysis.coding.cases.models import Case
from analysis.coding.cases.question_texts import NO_TEXTS, question_texts
from analysis.coding.codebooks.colours import rules_of
from analysis.coding.codebooks.theme_records import ThemeRecord
from analysis.coding.desk.records import desk
from analysis.coding.desk.requests import (
    code,
    code_address,
    memo,
    memo_address,
    new_theme,
    take_back,
)
from analysis.coding.permissions import for_coder
from analysis.coding.rounds.coders import mark_read
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import themes_of
from analysis.errors import AnalysisError
from analysis.request_values import whole_number

A_YEAR = 31_536_000
"""In seconds."""


def desk_addresses() -> list[URLPattern]:
    views = (
        ("", desk_page, "desk"),
        ("<int:case>/", desk_page, "desk_case"),
        ("code/", code, "desk_code"),
        ("memo/<uuid:guid>/", memo, "desk_memo"),
        ("undo/", take_back, "desk_undo"),
        ("theme/", new_theme, "desk_theme"),
        ("done/", done, "desk_done"),
    )
    style_sheet = admin.site.admin_view(for_coder(colours), cacheable=True)
    return [
        *addresses("<int:pk>/desk/", for_coder, views),
        path("<int:pk>/desk/colours.css", style_sheet, name="analysis_desk_colours"),
    ]


@require_GET
def desk_page(request: HttpRequest, coder: RoundCoder, case: int | None = None) -> HttpResponse:
    shown = desk(coder, case)
    question = request.GET.get("question", "")
    context = {
        "round": coder.round,
        "desk": shown,
        "units": [unit for unit in shown.units if not question or unit.question == question],
        "words": question_texts(shown.case.pk) if shown.case.participant else NO_TEXTS,
        "asked": question,
        "rules": _version_of(rules_of(theme.colour for theme in shown.themes if theme.colour)),
        "questions": {unit.question for unit in shown.units if unit.question},
        "types": coder.round.codebook.types,
        "themes_above": [theme for theme in shown.themes if is_above(theme)],
        "finished": coder.finished_at,
        "excused": coder.excused_because,
        "code_address": code_address(coder),
        "memo_address": memo_address(coder),
        "synthetic": coder.round.synthetic,
    }
    return page(request, "desk/desk.html", f"{shown.case.label} in {coder.round}", **context)


def is_above(theme: ThemeRecord) -> bool:
    """Whether a new code can go beneath a theme: one of the codebook that is no code itself."""
    return not theme.parent and not theme.proposed


@require_GET
def colours(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """A style sheet of the colours that were chosen for themes, kept by browsers by its version."""
    rules = rules_of(theme.colour for theme in themes_of(coder) if theme.colour)
    response = HttpResponse(rules, content_type="text/css")
    patch_cache_control(response, private=True, max_age=A_YEAR)
    return response


def _version_of(rules: str) -> str:
    """What tells one style sheet from the next in its address; empty without any rules."""
    return sha256(rules.encode()).hexdigest()[:12] if rules else ""


@require_POST
def done(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Mark a participant as done, or not, and go on to the next one."""
    is_done = request.POST.get("done") == "yes"
    case = Case.objects.filter(pk=whole_number(request.POST.get("case", "")) or 0).first()
    if case is None:
        raise Http404("There is no such participant.")
    try:
        mark_read(coder, case, read=is_done, now=timezone.now())
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("desk_case", coder.round_id, case.pk)
    following = desk(coder, case.pk).following if is_done else None
    return back("desk_case", coder.round_id, following.pk if following else case.pk)
