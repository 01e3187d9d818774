"""Whom to leave out or take in again, and why."""

from typing import Any

from django import forms

from analysis.actions.exclusion import REASONS_TO_EXCLUDE, REASONS_TO_READMIT
from analysis.models import ExclusionStep
from survey.models import Participant

Kind = ExclusionStep.Kind


class ExclusionForm(forms.Form):
    participant = forms.ModelChoiceField(
        Participant.objects.all(),
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
            ("To exclude", [(each.value, each.label) for each in REASONS_TO_EXCLUDE]),
            ("To take in again", [(each.value, each.label) for each in REASONS_TO_READMIT]),
        ],
        help_text="Shown in reports",
    )
    note = forms.CharField(
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For colleagues; no report shows it. Write nothing that tells who somebody is.",
    )  # fmt: skip

    give_place_on = forms.BooleanField(
        label="Give the place to somebody else",
        required=False,
        help_text="If they are excluded: one more person can begin, with the same order of "
        "scenarios. Taking them in again later does not take the place back.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, reason = cleaned.get("kind"), cleaned.get("reason")
        fitting = REASONS_TO_EXCLUDE if kind == Kind.EXCLUDED else REASONS_TO_READMIT
        if reason and reason not in fitting:
            self.add_error("reason", "Choose a reason that fits what is to be done.")
        return cleaned
