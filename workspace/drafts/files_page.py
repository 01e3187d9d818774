"""What is done with whole files of a draft: begun, added, uploaded, deleted."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.request_values import whole_number
from survey.errors import DraftChangedMeanwhile, UnfitDraft
from survey.studies.drafts.find import draft_of, files_of
from survey.studies.drafts.fit import LARGEST_TOGETHER, MOST_FILES
from survey.studies.drafts.of_version import files_of_version
from survey.studies.drafts.upload import uploaded_files
from survey.studies.drafts.write import (
    begin_draft,
    delete_draft,
    delete_file,
    replace_files,
    save_files,
)
from survey.studies.find import current_version
from survey.studies.models import Study
from workspace.drafts.draft_page import address_of


@require_POST
def draft_files(request: HttpRequest, study: Study) -> HttpResponse:
    action = ACTIONS.get(request.POST.get("do", ""))
    if action is None:
        raise Http404("There is no such change.")
    assert request.user.is_authenticated, "the site lets nobody else in"  # noqa: S101
    try:
        address = action(request, study, request.user)
    except (UnfitDraft, DraftChangedMeanwhile) as problem:
        messages.error(request, str(problem))
        address = ""
    return redirect(address) if address else redirect("workspace:draft", study.slug)


def _begin(_request: HttpRequest, study: Study, by: AbstractBaseUser) -> str:
    version = current_version(study.slug)
    if version is None:
        raise UnfitDraft(f"The study {study} has no version to begin from. Upload its files.")
    begin_draft(study, files_of_version(version), by=by, now=timezone.now())
    return ""


def _upload(request: HttpRequest, study: Study, by: AbstractBaseUser) -> str:
    """Put an uploaded study in place of the draft, or begin with it."""
    sent = request.FILES.get("file")
    if sent is None:
        raise UnfitDraft("No file came. Choose study.yaml, or its folder as a zip.")
    files = uploaded_files(str(sent.name), sent.read())
    now = timezone.now()
    if draft_of(study) is None:
        begin_draft(study, files, by=by, now=now)
    else:
        replace_files(study, files, revision=_revision(request), by=by, now=now)
    messages.success(request, f"The draft is now what {sent.name} holds: {_count(len(files))}.")
    return ""


def _add(request: HttpRequest, study: Study, by: AbstractBaseUser) -> str:
    """Files from a computer, in place of those of the same name, or an empty one by its name."""
    folder = request.POST.get("folder", "").strip().strip("/")
    sent = request.FILES.getlist("files")
    if sum(file.size or 0 for file in sent) > LARGEST_TOGETHER or len(sent) > MOST_FILES:
        raise UnfitDraft(
            f"These are too many files at once. Keep to {MOST_FILES}, and to "
            f"{LARGEST_TOGETHER // 1_000_000} MB together."
        )
    files = {f"{folder}/{file.name}" if folder else str(file.name): file.read() for file in sent}
    if name := request.POST.get("name", "").strip():
        if name in files or name in files_of(study):
            raise UnfitDraft(f"There is a file {name} already. Open it, or choose another name.")
        files[name] = b""
    if not files:
        raise UnfitDraft("No file came. Choose files, or write the name of a new one.")
    save_files(study, files, revision=_revision(request), by=by, now=timezone.now())
    messages.success(request, f"Saved: {', '.join(sorted(files))}.")
    return address_of(study, min(files))


def _delete(request: HttpRequest, study: Study, by: AbstractBaseUser) -> str:
    path = request.POST.get("path", "")
    delete_file(study, path, revision=_revision(request), by=by, now=timezone.now())
    messages.success(request, f"The file {path[:200]} is deleted.")
    return ""


def _discard(request: HttpRequest, study: Study, _by: AbstractBaseUser) -> str:
    delete_draft(study, revision=_revision(request))
    messages.success(request, "The draft is deleted. The versions stay.")
    return ""


ACTIONS: dict[str, Callable[[HttpRequest, Study, AbstractBaseUser], str]] = {
    "begin": _begin,
    "upload": _upload,
    "add": _add,
    "delete": _delete,
    "discard": _discard,
}
"""By what the page asks for; each returns the address to go to, empty for the draft's."""


def _revision(request: HttpRequest) -> int:
    """That of the page; 0, which is older than all, where none was sent."""
    return whole_number(request.POST.get("revision", "")) or 0


def _count(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
