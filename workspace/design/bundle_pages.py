"""The bundles of this server, and the upload of another one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from analysis.admin_pages import page
from attribution.actions import LoadedBundle
from attribution.errors import BundleError
from attribution.upload import LARGEST, load_archive, load_shipped
from core.errors import UnsafeFile
from workspace.design.bundle_list import listed_bundles, shipped_and_missing

VIEW, ADD = "attribution.view_storedbundle", "attribution.add_storedbundle"


class UploadForm(forms.Form):
    archive = forms.FileField(
        label="A bundle's folder as a ZIP archive",
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={"required": "Choose a ZIP archive first."},
    )


def bundles(request: HttpRequest) -> HttpResponse:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    if request.method == "POST":
        if not request.user.has_perm(ADD):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if "shipped" not in request.POST else None
        if form is None or form.is_valid():
            return _loaded(request, form.cleaned_data["archive"] if form else None)
    else:
        form = UploadForm()
    listed = listed_bundles(request.user)
    context = {
        "listed": listed,
        "shipped": shipped_and_missing(listed),
        "may_add": request.user.has_perm(ADD),
        "form": form,
    }
    response = page(request, "design/bundles.html", "Bundles", **context)
    response.status_code = 422 if form is not None and form.is_bound else 200
    return response


def largest_upload() -> int:
    """Bytes of an archive and the form around it."""
    return LARGEST + 1024 * 1024


bundles.__dict__["largest_upload"] = largest_upload


def _loaded(request: HttpRequest, archive: Any) -> HttpResponse:
    try:
        loaded = _load(request, archive)
    except (BundleError, UnsafeFile) as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"The bundle {loaded.bundle.scenario} {_outcome(loaded)}")
    return redirect("workspace:bundles")


def _outcome(loaded: LoadedBundle) -> str:
    if loaded.is_new:
        return "is loaded."
    if loaded.new_methods:
        return "was loaded already; the scores of attribution methods on it are loaded now."
    return "was loaded already; nothing changed."


def _load(request: HttpRequest, archive: Any) -> LoadedBundle:
    now = timezone.now()
    if archive is None:
        return load_shipped(request.POST["shipped"], loaded_at=now)
    return load_archive(archive, f"“{archive.name}”", loaded_at=now)
