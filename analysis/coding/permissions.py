"""Guards of the pages of coding: they check who may open a page before its view is given a row."""

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from analysis.admin_pages import View
from analysis.coding.cases.models import Transcript
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import coder_in
from analysis.errors import NotYours

CODE = "analysis.code_codinground"
VIEW_ROUNDS = "analysis.view_codinground"
RUN_ROUNDS = "analysis.change_codinground"
VIEW_CODEBOOKS = "analysis.view_codebook"
CHANGE_CODEBOOKS = "analysis.change_codebook"
VIEW_TRANSCRIPTS = "analysis.view_transcript"
CHANGE_TRANSCRIPTS = "analysis.change_transcript"
DELETE_TRANSCRIPTS = "analysis.delete_transcript"


def for_coder(view: View) -> View:
    """Admit the coders of the round and nobody else, not even researchers or superusers."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
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

    return guarded


def for_round(view: View) -> View:
    """Admit the coders of the round and everybody who may see rounds."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        rounds = CodingRound.objects.select_related("codebook__study", "version")
        coding_round = get_object_or_404(rounds, pk=pk)
        if not _may_see(request, coding_round):
            raise PermissionDenied
        return view(request, coding_round, **kwargs)

    return guarded


def _may_see(request: HttpRequest, coding_round: CodingRound) -> bool:
    user = request.user
    return user.has_perm(VIEW_ROUNDS) or (
        user.has_perm(CODE) and coding_round.coders.filter(user=user.pk).exists()
    )


def for_codebook_reader(view: View) -> View:
    return _with_codebook(view, VIEW_CODEBOOKS)


def for_codebook_editor(view: View) -> View:
    return _with_codebook(view, CHANGE_CODEBOOKS)


def _with_codebook(view: View, permission: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        codebooks = Codebook.objects.select_related("study")
        return view(request, get_object_or_404(codebooks, pk=pk), **kwargs)

    return guarded


def for_transcript_reader(view: View) -> View:
    return _with_transcript(view, VIEW_TRANSCRIPTS)


def for_transcript_editor(view: View) -> View:
    return _with_transcript(view, CHANGE_TRANSCRIPTS)


def for_transcript_eraser(view: View) -> View:
    return _with_transcript(view, DELETE_TRANSCRIPTS)


def _with_transcript(view: View, permission: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        transcripts = Transcript.objects.select_related("study", "case")
        return view(request, get_object_or_404(transcripts, pk=pk), **kwargs)

    return guarded
