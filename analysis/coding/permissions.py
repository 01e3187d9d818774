"""Guards of the pages of coding: they check who may open a page before its view is given a row."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from analysis.admin_pages import View
from analysis.coding.cases.models import Transcript
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound, Stage
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
        try:
            coder = coder_in(pk, request.user)
        except NotYours as problem:
            get_object_or_404(CodingRound, pk=pk)
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


def may_lead(user: User | AnonymousUser, coding_round: CodingRound) -> bool:
    """Whether an account may lead a round from stage to stage, and decide in it."""
    return user.has_perm(RUN_ROUNDS) or coding_round.coders.filter(user=user.pk).exists()


def for_codebook_reader(view: View) -> View:
    return _with_codebook(view, lambda user, _codebook: user.has_perm(VIEW_CODEBOOKS))


def for_codebook_page(view: View) -> View:
    """Admit those who may see codebooks, and whoever may change this one in a workshop."""
    return _with_codebook(
        view,
        lambda user, codebook: user.has_perm(VIEW_CODEBOOKS) or is_in_workshop(user, codebook),
    )


def for_codebook_editor(view: View) -> View:
    """Admit those who may change codebooks, and the coders of a joint workshop with this one."""
    return _with_codebook(view, may_change)


def for_researcher(view: View) -> View:
    """Admit those who may change codebooks; the coders of a workshop change no more than themes."""
    return _with_codebook(view, lambda user, _codebook: user.has_perm(CHANGE_CODEBOOKS))


def may_change(user: User | AnonymousUser, codebook: Codebook) -> bool:
    return user.has_perm(CHANGE_CODEBOOKS) or is_in_workshop(user, codebook)


def is_in_workshop(user: User | AnonymousUser, codebook: Codebook) -> bool:
    """Whether an account codes in a round with the codebook that is in its joint workshop now."""
    workshops = CodingRound.objects.filter(
        codebook=codebook, stage=Stage.WORKSHOP, coders__user=user.pk
    )
    return user.has_perm(CODE) and workshops.exists()


def _with_codebook(
    view: View, is_admitted: Callable[[User | AnonymousUser, Codebook], bool]
) -> View:
    """A codebook that does not exist is refused like one that somebody may not open."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        codebook = Codebook.objects.select_related("study").filter(pk=pk).first()
        if codebook is None and request.user.has_perm(VIEW_CODEBOOKS):
            raise Http404("There is no such codebook.")
        if codebook is None or not is_admitted(request.user, codebook):
            raise PermissionDenied
        return view(request, codebook, **kwargs)

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
        transcripts = Transcript.objects.select_related("case__study")
        return view(request, get_object_or_404(transcripts, pk=pk), **kwargs)

    return guarded
