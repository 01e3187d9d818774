"""The forms by which participants are assessed, excluded, taken in again and erased."""

from collections.abc import Iterator
from typing import Any

from django import forms

from analysis.records.exclusion_reasons import (
    REASONS_TO_READMIT,
    UNPLANNED_REASONS,
    reasons_to_exclude,
    rules_of,
)
from survey.studies.models import Study

FINE, EXCLUDE, TAKE_IN, TAKE_BACK = "fine", "exclude", "take_in", "take_back"
"""What a form does to a participant: the values of its button or of its choice."""


def _note() -> forms.CharField:
    return forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For colleagues; no report shows it. Write nothing that tells who somebody is.",
    )


class ExclusionForm(forms.Form):
    """A reason of the study, by the rules of its plan first."""

    reason = forms.ChoiceField(
        help_text="Shown in reports; a reason that the plan does not name is a deviation from it."
    )
    note = _note()
    frees_slot = forms.BooleanField(
        label="Give the slot to somebody else",
        required=False,
        help_text="One more person can begin, with the same order of scenarios. Taking somebody "
        "in again later does not take the slot back.",
    )

    def __init__(self, *arguments: Any, study: Study, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.study = study
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField), "declared above"  # noqa: S101
        field.choices = [("", "Choose a reason"), *_reasons(study)]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if reason and reason not in reasons_to_exclude(self.study):
            raise forms.ValidationError("Choose a reason that fits what is to be done.")
        return reason


class AssessmentForm(ExclusionForm):
    """Whether somebody stays in the analysis; a reason where they do not."""

    verdict = forms.ChoiceField(
        label="Can these answers be analysed?",
        choices=[(FINE, "Yes, they stay"), (EXCLUDE, "No, exclude them")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether these answers can be analysed."},
    )
    field_order = ("verdict", "reason", "frees_slot", "note")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["reason"].required = False
        self.fields["reason"].help_text = (
            "For an exclusion; shown in reports. A reason that the plan does not name is a "
            "deviation from it."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        excludes, reason = cleaned.get("verdict") == EXCLUDE, cleaned.get("reason")
        if excludes and not reason and "reason" not in self.errors:
            self.add_error("reason", "Choose a reason: without one nobody is excluded.")
        if cleaned.get("verdict") == FINE and reason:
            self.add_error(
                "reason", "There is a reason to exclude. Take it out, or choose to exclude."
            )
        return cleaned


class ReadmissionForm(forms.Form):
    reason = forms.ChoiceField(
        choices=[(reason.value, reason.label) for reason in REASONS_TO_READMIT]
    )
    note = _note()


def _reasons(study: Study) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The rules of the study, and then what no rule names."""
    rules = rules_of(study)
    if rules:
        yield "Rules in the plan", list(rules.items())
    yield (
        "Not in the plan",
        [
            (reason.value, str(reason.label))
            for reason in UNPLANNED_REASONS
            if reason.value not in rules
        ],
    )
