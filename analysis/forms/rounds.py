"""The form that plans a coding round."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import Permission, User
from django.db.models import Q, QuerySet

CODE = "code_codinground"


class RoundForm(forms.Form):
    """Cases of one codebook's study by their labels, either real or simulated."""

    title = forms.CharField(max_length=200, help_text="Such as “First independent round”")
    joint = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Coded together in the workshop"
    )
    apart = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Coded independently"
    )
    coders = forms.ModelMultipleChoiceField(
        User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="Accounts with the role Coders, and others who may code",
    )  # fmt: skip

    def __init__(self, labels: Iterable[str], data: Any = None) -> None:
        super().__init__(data)
        choices = [(label, label) for label in labels]
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
            names = ", ".join(sorted(both))
            raise forms.ValidationError(f"Choose {names} for one of both: together, or apart.")
        return cleaned


def possible_coders() -> QuerySet[User]:
    permissions = Permission.objects.filter(codename=CODE, content_type__app_label="analysis")
    return (
        User.objects.filter(
            Q(is_superuser=True) | Q(user_permissions__in=permissions)
            | Q(groups__permissions__in=permissions),
            is_active=True, is_staff=True,
        ).distinct().order_by("username")
    )  # fmt: skip
