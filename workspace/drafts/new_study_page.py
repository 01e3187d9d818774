"""The page on which a study begins: from one that ships, as a copy, or from a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from analysis.admin_pages import page
from survey.errors import UnfitDraft
from survey.studies.drafts.models import StudyDraft
from survey.studies.drafts.shipped import shipped_studies
from survey.studies.drafts.write import new_study
from workspace.drafts.forms import CopyForm, NewStudyForm, ShippedForm, UploadForm

ADD = "survey.add_study"


def new_study_page(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    way = request.POST.get("way", "")

    def sent(form: str) -> dict[str, Any]:
        return {"data": request.POST, "files": request.FILES} if form == way else {}

    forms: dict[str, NewStudyForm | UploadForm] = {
        "shipped": ShippedForm(**sent("shipped"), prefix="shipped"),
        "copy": CopyForm(**sent("copy"), prefix="copy", user=request.user),
        "upload": UploadForm(**sent("upload"), prefix="upload"),
    }
    form = forms.get(way)
    if form is not None and form.is_valid():
        draft = _made(request, form)
        if draft is not None:
            messages.success(
                request,
                f"The study {draft.study} is made, and you lead it. Nobody sees it but who you add "
                "to it; people can take part once it has a version and is open.",
            )
            return redirect("workspace:draft", draft.study.slug)
    context = {"forms": forms, "way": way, "shipped": shipped_studies()}
    return page(request, "drafts/new_study.html", "New study", **context)


def _made(request: HttpRequest, form: NewStudyForm | UploadForm) -> StudyDraft | None:
    """The draft, or None where the form now says why there is none."""
    assert request.user.is_authenticated, "the site lets nobody else in"  # noqa: S101
    try:
        files = form.study_files()
        return new_study(form.cleaned_data["name"], files, by=request.user, now=timezone.now())
    except UnfitDraft as problem:
        form.add_error(None, str(problem))
    return None
