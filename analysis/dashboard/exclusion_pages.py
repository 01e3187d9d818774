"""The log of exclusions, and the page that excludes or readmits a participant."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from analysis.errors import CannotExclude
from analysis.records.exclude import exclude, readmit
from analysis.records.exclusion_reasons import (
    REASONS_TO_READMIT,
    UNPLANNED_REASONS,
    reason_in_words,
    reasons_to_exclude,
    rules_of,
)
from analysis.records.models import ExclusionStep
from analysis.records.people import anybody, study_of_participant
from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies, StudyFilter
from survey.population import Population
from survey.studies.find import surveys
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
        help_text="Shown in reports; a reason that the plan does not name is a deviation from it"
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

    def __init__(self, *arguments: Any, study: Study | None, kind: str, **options: Any) -> None:
        """With the reasons for one kind of step in one study, where the participant is known."""
        super().__init__(*arguments, **options)
        choices = [] if study and kind == Kind.READMITTED else list(_to_exclude(study))
        if study is None or kind == Kind.READMITTED:
            choices.append(
                (
                    "To take in again",
                    [(reason.value, reason.label) for reason in REASONS_TO_READMIT],
                )
            )
        if study:
            self.fields["kind"].widget = forms.HiddenInput()
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField), "declared above"  # noqa: S101
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, reason, participant = map(cleaned.get, ("kind", "reason", "participant"))
        if reason and participant:
            excludes = kind == Kind.EXCLUDED
            study = participant.version.study
            if reason not in (reasons_to_exclude(study) if excludes else REASONS_TO_READMIT):
                self.add_error("reason", "Choose a reason that fits what is to be done.")
        return cleaned


def _to_exclude(study: Study | None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The rules of a study, or of every study, and then what no rule names."""
    studies = [study] if study else list(surveys())
    named: set[str] = set()
    for one in studies:
        if rules := rules_of(one):
            yield f"Rules in the plan of {one}", list(rules.items())
            named |= set(rules)
    yield (
        "Not in a plan",
        [
            (reason.value, str(reason.label))
            for reason in UNPLANNED_REASONS
            if len(studies) > 1 or reason.value not in named
        ],
    )


@admin.register(ExclusionStep)
class ExclusionStepAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "participant__version__study"
    list_display = ("participant", "number", "kind", "why", "by", "happened_at")
    list_filter = ("kind", "reason", StudyFilter)
    linked_filters = ("participant",)
    list_select_related = ("participant__version__study", "by")
    fields = ("participant", "number", "kind", "why", "note", "by", "happened_at")
    ordering = ("-happened_at", "-pk")

    has_add_permission = admin.ModelAdmin.has_add_permission

    @admin.display(description="reason", ordering="reason")
    def why(self, step: ExclusionStep) -> str:
        rules = getattr(step, "rules", None) or rules_of(step.participant.version.study)
        return reason_in_words(step.reason, rules)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """The rules of a study are read once, however many of its steps are listed."""
        listed = super().get_changelist_instance(request)
        rules: dict[int, Mapping[str, str]] = {}
        for step in listed.result_list:
            study = step.participant.version.study
            if study.pk not in rules:
                rules[study.pk] = rules_of(study)
            step.rules = rules[study.pk]
        return listed

    def add_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        asked = request.GET
        kind = Kind.READMITTED if asked.get("kind") == Kind.READMITTED else Kind.EXCLUDED
        initial = {"participant": asked.get("participant"), "kind": kind}
        number = asked.get("participant", "")
        study = study_of_participant(number)
        form = ExclusionForm(request.POST or None, initial=initial, study=study, kind=kind)
        if form.is_valid() and self._done(request, form):
            chosen = form.cleaned_data["participant"]
            return self._onward(request, chosen.version.study, Population(chosen.population))
        context = {
            **self.admin_site.each_context(request),
            "title": _title(number if study else "", kind),
            "form": form,
        }
        return TemplateResponse(request, "dashboard/exclude.html", context)

    def _onward(self, request: HttpRequest, study: Study, population: Population) -> HttpResponse:
        """Go on to the participants of the study, for accounts that may see them."""
        if request.user.has_perm("survey.read_answers"):
            return redirect("workspace:read", study.slug)
        return redirect("admin:analysis_exclusionstep_changelist")

    def _done(self, request: HttpRequest, form: ExclusionForm) -> bool:
        assert isinstance(request.user, User), "the page is for accounts alone"  # noqa: S101
        cleaned = form.cleaned_data
        common: dict[str, Any] = {
            "note": cleaned["note"],
            "by": request.user,
            "now": timezone.now(),
        }
        participant, reason = cleaned["participant"], cleaned["reason"]
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


def _title(participant: str, kind: str) -> str:
    if not participant:
        return "Exclude a participant, or take one in again"
    if kind == Kind.READMITTED:
        return f"Take participant {participant} in again"
    return f"Exclude participant {participant}"
