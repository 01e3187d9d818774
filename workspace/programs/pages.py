"""The tokens by which programs read a study: make one, see what there are, revoke one."""

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import run_action
from analysis.api.models import ApiToken
from analysis.api.tokens import SEE_EVERY_TOKEN, make_token, revoke_token
from analysis.errors import AnalysisError
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step


class TokenForm(forms.Form):
    name = forms.CharField(
        label="What will use it",
        max_length=100,
        help_text="Such as: nightly report on the lab's server",
    )


def programs(request: HttpRequest, study: Study) -> HttpResponse:
    """A token is shown on the page that answers the form, and never again."""
    form, made = TokenForm(request.POST or None), ""
    if form.is_valid():
        try:
            made = make_token(study, request.user, form.cleaned_data["name"], now=timezone.now())
            form = TokenForm()
        except AnalysisError as problem:
            form.add_error("name", str(problem))
    tokens = list(_tokens(request, study))
    context = {
        "form": form,
        "made": made,
        "tokens": tokens,
        "sees_every": request.user.has_perm(SEE_EVERY_TOKEN, study),
        "address": request.build_absolute_uri(reverse("analysis_api:study", args=[study.slug])),
    }
    status = 422 if form.is_bound else 200
    title = "Programs that read this study"
    return study_page(
        request,
        study,
        "programs/programs.html",
        title,
        step=_step(tokens),
        status=status,
        **context,
    )


@require_POST
def revoke(request: HttpRequest, study: Study, pk: int) -> HttpResponse:
    row = get_object_or_404(_tokens(request, study), pk=pk)
    run_action(
        request,
        lambda: revoke_token(row, by=request.user, now=timezone.now()),
        f"The token {row.name} is revoked. Programs that use it get no answers any more.",
    )
    return redirect("workspace:programs", study.slug)


def _tokens(request: HttpRequest, study: Study) -> QuerySet[ApiToken]:
    """Somebody's own; those of everybody for leads."""
    tokens = ApiToken.objects.filter(study=study).select_related("user")
    if request.user.has_perm(SEE_EVERY_TOKEN, study):
        return tokens
    return tokens.filter(user=request.user.pk)


def _step(tokens: list[ApiToken]) -> Step:
    in_use = sum(token.revoked_at is None for token in tokens)
    if not in_use:
        return Step(
            "No program reads this study.",
            "Make a token for a program that fetches tables, reports or counts by itself.",
            ("Make a token", "#make"),
        )
    number = "One token is" if in_use == 1 else f"{in_use} tokens are"
    return Step(f"{number} in use. Whatever a program fetches is in the log of changes.")
