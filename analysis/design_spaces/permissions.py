"""Guards of the pages of design spaces: they check who may open a page before it reads a row."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from analysis.admin_pages import View
from analysis.design_spaces.models import DesignSpaceTrace

VIEW_TRACES = "analysis.view_designspacetrace"
CHANGE_TRACES = "analysis.change_designspacetrace"


def for_reader(view: View) -> View:
    return _with_trace(view, VIEW_TRACES)


def for_editor(view: View) -> View:
    return _with_trace(view, CHANGE_TRACES)


def _with_trace(view: View, permission: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        traces = DesignSpaceTrace.objects.select_related("codebook__study", "study")
        return view(request, get_object_or_404(traces, pk=pk), **kwargs)

    return guarded
