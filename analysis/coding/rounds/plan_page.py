"""The pages on which a coding round is planned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.admin_pages import address, page
from analysis.coding.cases.codable import offered_cases
from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import CODE
from analysis.coding.rounds.plan import plan_round_over
from analysis.errors import AnalysisError
from survey.members.access import studies_where
from survey.members.models import Member
from survey.members.roles import PERMISSIONS
from survey.population import Population
from survey.studies.find import titles_by_name
from survey.studies.models import Study

PLAN_ROUNDS = "analysis.add_codinground"


class RoundForm(forms.Form):
    """The cases of one codebook's study by their labels, either real or simulated."""

    title = forms.CharField(max_length=200, help_text="Such as “First independent round”")
    joint = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Coded together in the workshop"
    )
    apart = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Coded independently"
    )
    coders = forms.ModelMultipleChoiceField(
        User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Members of the study who may code",
    )

    def __init__(self, study: Study, cases: Iterable[tuple[str, str]], data: Any = None) -> None:
        """`cases` are those to choose from, each with its label and its title."""
        super().__init__(data)
        choices = list(cases)
        for name in ("joint", "apart"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
            field.choices = choices
        coders = self.fields["coders"]
        assert isinstance(coders, forms.ModelMultipleChoiceField)  # noqa: S101  as well
        coders.queryset = possible_coders(study)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        joint, apart = cleaned.get("joint") or (), cleaned.get("apart") or ()
        if both := set(joint) & set(apart):
            labels = ", ".join(sorted(both))
            raise forms.ValidationError(f"Choose {labels} for one of both: together, or apart.")
        return cleaned


def possible_coders(study: Study) -> QuerySet[User]:
    """Active accounts that may code in the study, and superusers."""
    roles = [role for role, permissions in PERMISSIONS.items() if CODE in permissions]
    own = Member.objects.filter(study=study, role__in=roles)
    may_code = Q(is_superuser=True) | Q(pk__in=own.values("user"))
    return User.objects.filter(may_code, is_active=True, is_staff=True).order_by("username")


def planning_addresses() -> list[URLPattern]:
    return [
        address("plan/", plan, "plan_round"),
        address("plan/<slug:codebook>/<slug:population>/", plan_for, "plan_round_for"),
    ]


def plan(request: HttpRequest) -> HttpResponse:
    """Choose a codebook, and whether real or simulated participants are coded."""
    if not request.user.has_perm(PLAN_ROUNDS):
        raise PermissionDenied
    studies = studies_where(request.user, PLAN_ROUNDS)
    titles = titles_by_name()
    codebooks = [
        (book, titles.get(book.study.slug, book.study.slug))
        for book in Codebook.objects.filter(study__in=studies).select_related("study")
    ]
    return page(request, "rounds/plan.html", "Plan a coding round", codebooks=codebooks, round=None)


def plan_for(request: HttpRequest, codebook: str, population: str) -> HttpResponse:
    if not request.user.has_perm(PLAN_ROUNDS):
        raise PermissionDenied
    book = get_object_or_404(Codebook.objects.select_related("study"), slug=codebook)
    if population not in {Population.PEOPLE, Population.SIMULATED}:
        raise Http404("Rounds are over people and interviews, or over simulated participants.")
    cases = offered_cases(book.study, Population(population))
    form = RoundForm(book.study, cases, request.POST or None)
    if form.is_valid():
        try:
            coding_round = plan_round_over(
                book, population=Population(population), **form.cleaned_data, now=timezone.now()
            )
        except AnalysisError as problem:
            messages.error(request, str(problem))
        else:
            return redirect("admin:analysis_codinground_change", coding_round.pk)
    context = {"form": form, "synthetic": population == Population.SIMULATED, "round": None}
    return page(request, "rounds/plan_for.html", f"Plan a round with {book}", **context)
