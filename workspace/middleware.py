"""Every request is about one study or about none, and nobody meets a study that is not theirs."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from survey.errors import CannotArchive
from survey.members.access import about, be_about, is_member
from survey.members.lists import OfStudies
from survey.studies.models import Study

OF_THE_TEAM = ("admin/", "analysis/", "api/studies/")
"""Beginnings of addresses at which a study exists for its members alone."""

OF_THE_ARCHIVED = (
    "/archive/",
    "/erase/",
    "/export/",
    "/log/",
    "/people/",
    "/preview/",
    "/programs/",
    "/report/",
    "studyreport/",
)
"""Parts of the addresses at which an archived study takes forms: what takes data out, has it
erased, or says who may do so, and a preview, which stores nothing."""

ROW = re.compile(r"admin/(?P<app>\w+)/(?P<model>\w+)/.*<(?:path:object_id|int:pk)>")


class StudyOfRequest:
    """Sets `request.study`, within which the rights of the account are asked for.

    For accounts that are no members the pages of a study answer as if there were no such study.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.study = None  # type: ignore[attr-defined]
        with about(None):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not match or not match.route.startswith(OF_THE_TEAM):
            return None
        study = _study_in(match.route, kwargs)
        user = request.user
        if study is None or not user.is_authenticated:
            return None
        if not is_member(user, study):
            raise Http404("There is no such study.")
        request.study = study  # type: ignore[attr-defined]
        be_about(study)
        if study.archived_at and request.method == "POST" and not _is_allowed(match.route):
            messages.error(request, CannotArchive.TO_CHANGE)
            return redirect("workspace:archive", study.slug)
        return None


def _is_allowed(route: str) -> bool:
    return any(part in route for part in OF_THE_ARCHIVED)


def _study_in(route: str, kwargs: Mapping[str, Any]) -> Study | None:
    """The study that an address names, by itself or by one of its rows."""
    if "<slug:codebook>" in route:
        return Study.objects.filter(codebooks__slug=kwargs["codebook"]).first()
    if "<slug:slug>" in route:
        return Study.objects.filter(slug=kwargs["slug"]).first()
    if row := ROW.match(route):
        try:
            model = apps.get_model(row["app"], row["model"])
        except LookupError:
            return None
        listed = admin.site.get_model_admin(model) if admin.site.is_registered(model) else None
        if isinstance(listed, OfStudies):
            return listed.study_of(str(kwargs.get("object_id", kwargs.get("pk", ""))))
    return None
