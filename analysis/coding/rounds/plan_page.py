"""The pages on which a coding round is planned."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.admin_pages import address, page
from analysis.coding.cases.codable import offered_cases
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.plan import plan_round_over
from analysis.errors import AnalysisError
from survey.population import Population

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
        help_text="Accounts with the role Coders, and others who may code",
    )

    def __init__(self, cases: Iterable[tuple[str, str]], data: Any = None) -> None:
        """`cases` are those to choose from, each with its label and its title."""
        super().__init__(data)
        choices = list(cases)
        for name in ("joint", "apart"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  declared above
            field.choices = choices
        coders = self.fields["coders"]
        assert isinstance(coders, forms.ModelMultipleChoiceField)  # noqa: S101  as well
        coders.queryset = possible_coders()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        joint, apart = cleaned.get("joint") or (), cleaned.get("apart") or ()
        if both := set(joint) & set(apart):
            labels = ", ".join(sorted(both))
            raise forms.ValidationError(f"Choose {labels} for one of both: together, or apart.")
        return cleaned


def possible_coders() -> QuerySet[User]:
    """Active accounts that may code, by a role, by themselves or as superusers."""
    code = Permission.objects.filter(
        codename="code_codinground", content_type__app_label="analysis"
    )
    may_code = Q(is_superuser=True) | Q(user_permissions__in=code) | Q(groups__permissions__in=code)
    accounts = User.objects.filter(may_code, is_active=True, is_staff=True)
    return accounts.distinct().order_by("username")


def planning_addresses() -> list[URLPattern]:
    return [
        address("plan/", plan, "plan_round"),
        address("plan/<slug:slug>/<slug:population>/", plan_for, "plan_round_for"),
    ]


def plan(request: HttpRequest) -> HttpResponse:
    """Choose a codebook, and whether real or simulated participants are coded."""
    if not request.user.has_perm(PLAN_ROUNDS):
        raise PermissionDenied
    codebooks = Codebook.objects.select_related("study")
    return page(request, "rounds/plan.html", "Plan a coding round", codebooks=codebooks, round=None)


def plan_for(request: HttpRequest, slug: str, population: str) -> HttpResponse:
    if not request.user.has_perm(PLAN_ROUNDS):
        raise PermissionDenied
    codebook = get_object_or_404(Codebook.objects.select_related("study"), slug=slug)
    if population not in {Population.PEOPLE, Population.SIMULATED}:
        raise Http404("Rounds are over people and interviews, or over simulated participants.")
    cases = offered_cases(codebook.study, Population(population))
    form = RoundForm(cases, request.POST or None)
    if form.is_valid():
        try:
            coding_round = plan_round_over(
                codebook, population=Population(population), **form.cleaned_data, now=timezone.now()
            )
        except AnalysisError as problem:
            messages.error(request, str(problem))
        else:
            return redirect("admin:analysis_codinground_change", coding_round.pk)
    context = {"form": form, "synthetic": population == Population.SIMULATED, "round": None}
    return page(request, "rounds/plan_for.html", f"Plan a round with {codebook}", **context)
