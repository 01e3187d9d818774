"""Who may open which page of coding: checked here, before a view is given its row."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from analysis.admin_pages import View
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import coder_in
from analysis.errors import NotYours

CODE = "analysis.code_codinground"
VIEW_ROUNDS = "analysis.view_codinground"
RUN_ROUNDS = "analysis.change_codinground"
VIEW_CODEBOOKS = "analysis.view_codebook"
CHANGE_CODEBOOKS = "analysis.change_codebook"


def for_coder(view: View) -> View:
    """For those who code in the round; another coder, a researcher and a superuser do not."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(CODE):
            raise PermissionDenied
        rounds = CodingRound.objects.select_related("codebook__study", "version")
        try:
            coder = coder_in(get_object_or_404(rounds, pk=pk), request.user)
        except NotYours as problem:
            raise PermissionDenied from problem
        try:
            return view(request, coder, **kwargs)
        except NotYours as problem:
            raise Http404(str(problem)) from problem

    return checked


def for_round(view: View) -> View:
    """For the round's coders and for whoever may see rounds."""

    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        rounds = CodingRound.objects.select_related("codebook__study", "version")
        coded = get_object_or_404(rounds, pk=pk)
        if not may_see(request, coded):
            raise PermissionDenied
        return view(request, coded, **kwargs)

    return checked


def may_see(request: HttpRequest, coded: CodingRound) -> bool:
    user = request.user
    return user.has_perm(VIEW_ROUNDS) or (
        user.has_perm(CODE) and coded.coders.filter(user=user.pk).exists()
    )


def reading(view: View) -> View:
    """For whoever may read codebooks."""
    return _with_codebook(view, VIEW_CODEBOOKS)


def changing(view: View) -> View:
    """For whoever may change codebooks."""
    return _with_codebook(view, CHANGE_CODEBOOKS)


def _with_codebook(view: View, permission: str) -> View:
    @wraps(view)
    def checked(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        rows = Codebook.objects.select_related("study")
        return view(request, get_object_or_404(rows, pk=pk), **kwargs)

    return checked
