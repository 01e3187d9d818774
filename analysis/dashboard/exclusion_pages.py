"""The log of exclusions, and the page that excludes or readmits a participant."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from analysis.dashboard.pages import WATCH, participants_of
from analysis.errors import CannotExclude
from analysis.records.exclude import (
    REASONS_TO_EXCLUDE,
    REASONS_TO_READMIT,
    exclude,
    readmit,
)
from analysis.records.models import ExclusionStep, Reason
from analysis.records.people import anybody
from core.admin.read_only import ReadOnlyAdmin
from survey.population import Population
from survey.studies.models import Study

Kind = ExclusionStep.Kind


class ExclusionForm(forms.Form):
    participant = forms.ModelChoiceField(
        anybody(),
        widget=forms.NumberInput,
        help_text="The number in the list of participants",
        error_messages={"invalid_choice": "There is no participant with this number."},
    )
    kind = forms.ChoiceField(
        label="What to do",
        choices=[(Kind.EXCLUDED, "Exclude"), (Kind.READMITTED, "Take in again")],
        widget=forms.RadioSelect,
        initial=Kind.EXCLUDED,
    )
    reason = forms.ChoiceField(
        choices=[
            ("To exclude", [(option.value, option.label) for option in REASONS_TO_EXCLUDE]),
            ("To take in again", [(option.value, option.label) for option in REASONS_TO_READMIT]),
        ],
        help_text="Shown in reports",
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues; no report shows it. Write nothing that tells who somebody is.",
    )

    frees_slot = forms.BooleanField(
        label="Give the slot to somebody else",
        required=False,
        help_text="If they are excluded: one more person can begin, with the same order of "
        "scenarios. Taking them in again later does not take the slot back.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, reason = cleaned.get("kind"), cleaned.get("reason")
        fitting = REASONS_TO_EXCLUDE if kind == Kind.EXCLUDED else REASONS_TO_READMIT
        if reason and reason not in fitting:
            self.add_error("reason", "Choose a reason that fits what is to be done.")
        return cleaned


@admin.register(ExclusionStep)
class ExclusionStepAdmin(ReadOnlyAdmin):
    list_display = ("participant", "number", "kind", "reason", "by", "happened_at")
    list_filter = ("kind", "reason", "participant__version__study")
    linked_filters = ("participant",)
    list_select_related = ("participant__version__study", "by")
    fields = ("participant", "number", "kind", "reason", "note", "by", "happened_at")
    ordering = ("-happened_at", "-pk")

    has_add_permission = admin.ModelAdmin.has_add_permission

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = request.GET
        initial = {
            "participant": asked.get("participant"),
            "kind": asked.get("kind", ExclusionStep.Kind.EXCLUDED),
        }
        form = ExclusionForm(request.POST or None, initial=initial)
        if form.is_valid() and self._done(request, form):
            participant = form.cleaned_data["participant"]
            population = Population(participant.population)
            return self._onward(request, participant.version.study, population)
        context = {
            **self.admin_site.each_context(request),
            "title": "Exclude a participant, or take one in again",
            "form": form,
        }
        return TemplateResponse(request, "dashboard/exclude.html", context)

    def _onward(self, request: HttpRequest, study: Study, population: Population) -> HttpResponse:
        """Go on to the participants of the study, for accounts that may see them."""
        if request.user.has_perm(WATCH):
            return participants_of(study, population)
        return redirect("admin:analysis_exclusionstep_changelist")

    def _done(self, request: HttpRequest, form: ExclusionForm) -> bool:
        assert isinstance(request.user, User), "the page is for accounts alone"  # noqa: S101
        cleaned = form.cleaned_data
        common: dict[str, Any] = {
            "note": cleaned["note"],
            "by": request.user,
            "now": timezone.now(),
        }
        participant, reason = cleaned["participant"], Reason(cleaned["reason"])
        try:
            if cleaned["kind"] == ExclusionStep.Kind.EXCLUDED:
                step = exclude(participant, reason, frees_slot=cleaned["frees_slot"], **common)
            else:
                step = readmit(participant, reason, **common)
        except CannotExclude as problem:
            form.add_error("participant", str(problem))
            return False
        messages.success(request, f"{capfirst(str(step))}. Reports follow from now on.")
        return True
