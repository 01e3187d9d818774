"""Pages of recruiting that only surveys have, as nobody takes part in interviews on a page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind, StudyVersion

View = Callable[..., HttpResponse]


def of_survey(view: View) -> View:
    """The view is given the study's current version in place of the study."""

    @wraps(view)
    def shown(request: HttpRequest, study: Study, **values: Any) -> HttpResponse:
        version = survey_version(study)
        if version is None:
            raise Http404("This is no study in which people take part on a page.")
        return view(request, version, **values)

    return shown


def survey_version(study: Study) -> StudyVersion | None:
    """The current version of a survey; None before one is loaded, and for interviews."""
    return current_version(study.slug) if study.kind == StudyKind.SURVEY else None


def public_address(request: HttpRequest, study: Study) -> str:
    """The whole address of the study's page, for people to open.

    By the name of the server that its settings name first, whichever of them is open here.
    """
    path = reverse("survey:study", args=[study.slug])
    if settings.SITE_ADDRESS:
        return f"{settings.SITE_ADDRESS}{path}"
    return request.build_absolute_uri(path)
