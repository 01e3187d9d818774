"""The editor of a draft: its files, one of them to change, and what is wrong with it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from analysis.request_values import whole_number
from attribution.queries import known_bundles
from core.picture_formats import format_of
from survey.design.definition import SurveyDefinition
from survey.design.path import participant_path
from survey.design.problems import StudyFileError
from survey.errors import DraftChangedMeanwhile, SurveyError, UnfitDraft
from survey.studies.drafts.check import Checked, DraftProblem, check_draft, load_draft
from survey.studies.drafts.find import draft_of, files_of
from survey.studies.drafts.fit import STUDY, fit_file, is_text, require_path
from survey.studies.drafts.models import StudyDraft
from survey.studies.drafts.write import save_files
from survey.studies.models import Study
from workspace.drafts.conflict import conflict_page
from workspace.frame.pages import study_page

OUTCOMES = {
    "stored": "is loaded",
    "unchanged": "is loaded already, and nothing changed",
    "replaced": "is loaded in place of its old content, in which nobody had taken part",
}
WAYS = ("save", "check", "load")
"""What the form of the editor can be asked to do."""


@dataclass(frozen=True)
class Opened:
    """A file as it is in the editor. `revision` is that of the draft it was opened in."""

    path: str
    text: str
    revision: int


def draft_page(request: HttpRequest, study: Study) -> HttpResponse:
    if request.method == "POST":
        return _asked(request, study)
    draft, files = draft_of(study), files_of(study)
    if draft is None:
        return study_page(request, study, "drafts/no_draft.html", "Draft")
    path = request.GET.get("file", STUDY)
    if path not in files:
        messages.warning(request, f"The draft has no file {path[:100]} any more.")
        return redirect("workspace:draft", study.slug)
    text = files[path].decode() if is_text(path) else ""
    return _editor(request, study, draft, files, Opened(path, text, draft.revision))


def _asked(request: HttpRequest, study: Study) -> HttpResponse:
    sent = request.POST
    do, revision = sent.get("do", ""), whole_number(sent.get("revision", ""))
    if do not in WAYS or revision is None:
        raise Http404("There is no such change.")
    opened = Opened(sent.get("path", ""), sent.get("text", ""), revision)
    try:
        if do == "check":
            return _checked(request, study, opened)
        draft = _save(request, study, opened)
    except DraftChangedMeanwhile as problem:
        if _wants_json(request):
            return JsonResponse({"conflict": str(problem)}, status=409)
        return conflict_page(request, study, opened.path, opened.text, str(problem))
    except UnfitDraft as problem:
        return _refused(request, study, opened, str(problem))
    if do == "load":
        return _load(request, study, opened)
    if _wants_json(request):
        return _told(study, draft.revision, check_draft(study, files_of(study)))
    messages.success(request, f"The file {opened.path} is saved.")
    return redirect(address_of(study, opened.path))


def _save(request: HttpRequest, study: Study, opened: Opened) -> StudyDraft:
    assert request.user.is_authenticated, "the site lets nobody else in"  # noqa: S101
    files = {opened.path: opened.text.encode(errors="surrogatepass")}
    return save_files(study, files, revision=opened.revision, by=request.user, now=timezone.now())


def _checked(request: HttpRequest, study: Study, opened: Opened) -> HttpResponse:
    """What the draft would be like with the text as it is in the editor; nothing is stored."""
    draft = draft_of(study)
    if draft is None:
        raise UnfitDraft(
            f"The study {study} has no draft any more. Begin one from its newest version."
        )
    require_path(opened.path)
    content = fit_file(opened.path, opened.text.encode(errors="surrogatepass"))
    files = files_of(study) | {opened.path: content}
    if _wants_json(request):
        return _told(study, opened.revision, check_draft(study, files))
    return _editor(request, study, draft, files, opened)


def _load(request: HttpRequest, study: Study, opened: Opened) -> HttpResponse:
    try:
        stored = load_draft(study, now=timezone.now())
    except StudyFileError:
        messages.error(request, "The draft is saved, and not loaded: it has the problems below.")
    except SurveyError as problem:
        messages.error(request, f"The draft is saved, and not loaded. {problem}")
    else:
        label = stored.version.label
        messages.success(request, f"Version {label} {OUTCOMES[stored.outcome]}.")
        for warning in check_draft(study, files_of(study)).warnings:
            messages.warning(request, warning)
        return redirect("workspace:design", study.slug)
    return redirect(address_of(study, opened.path))


def _refused(request: HttpRequest, study: Study, opened: Opened, problem: str) -> HttpResponse:
    """Show the text again, which is stored nowhere."""
    if _wants_json(request):
        return JsonResponse({"refused": problem}, status=400)
    messages.error(request, problem)
    draft, files = draft_of(study), files_of(study)
    if draft is None or opened.path not in files:
        return redirect("workspace:draft", study.slug)
    return _editor(request, study, draft, files, opened, status=400)


def _editor(
    request: HttpRequest,
    study: Study,
    draft: StudyDraft,
    files: Mapping[str, bytes],
    opened: Opened,
    status: int = 200,
) -> HttpResponse:
    checked = check_draft(study, files)
    context: dict[str, Any] = {
        "draft": draft,
        "files": [(path, path == opened.path, address_of(study, path)) for path in _ordered(files)],
        "opened": opened,
        "is_text": is_text(opened.path),
        "is_yaml": opened.path.endswith(".yaml"),
        "is_first": opened.path == STUDY,
        "picture": "" if is_text(opened.path) else _as_data(files[opened.path]),
        "bundles": sorted(known_bundles()),
        "versions": study.versions.all(),
        **_findings(study, checked),
    }
    return study_page(request, study, "drafts/draft.html", "Draft", status=status, **context)


def _ordered(files: Mapping[str, bytes]) -> list[str]:
    return sorted(files, key=lambda path: (path != STUDY, not is_text(path), path))


def _as_data(picture: bytes) -> str:
    known = format_of(picture)
    return f"data:{known.media_type};base64,{b64encode(picture).decode()}" if known else ""


def _findings(study: Study, checked: Checked) -> dict[str, Any]:
    read = checked.study
    pages = 0
    if read is not None and isinstance(read.definition, SurveyDefinition):
        pages = len(participant_path(read.definition, list(read.definition.scenarios)))
    return {
        "problems": [(problem, _where(study, problem)) for problem in checked.problems],
        "warnings": checked.warnings,
        "version": read.definition.version if read else "",
        "pages": pages,
    }


def _where(study: Study, problem: DraftProblem) -> str:
    return address_of(study, problem.file, problem.line) if problem.own else ""


def _told(study: Study, revision: int, checked: Checked) -> HttpResponse:
    """For the editor: each problem for its line, and all of them as the page lists them."""
    marks = [
        {
            "file": problem.file,
            "line": problem.line,
            "text": f"{problem.message} {problem.remedy}",
        }
        for problem in checked.problems
        if problem.own
    ]
    html = render_to_string("drafts/_problems.html", _findings(study, checked))
    return JsonResponse({"revision": revision, "problems": marks, "html": html})


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def address_of(study: Study, path: str, line: int = 0) -> str:
    """The editor with a file open, at a line where one is given."""
    asked = {"file": path} | ({"line": str(line)} if line else {})
    return f"{reverse('workspace:draft', args=[study.slug])}?{urlencode(asked)}"
