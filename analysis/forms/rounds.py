"""The form that plans a coding round."""

from typing import Any

from django import forms
from django.contrib.auth.models import Permission, User
from django.db.models import Q, QuerySet

from analysis.models import Case

CODE = "code_codinground"


class RoundForm(forms.Form):
    """Cases of one codebook's study, either real or simulated."""

    title = forms.CharField(max_length=200, help_text="Such as “First independent round”")
    joint = forms.ModelMultipleChoiceField(
        Case.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        label="Coded together in the workshop",
    )  # fmt: skip
    apart = forms.ModelMultipleChoiceField(
        Case.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        label="Coded independently",
    )  # fmt: skip
    coders = forms.ModelMultipleChoiceField(
        User.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text="Accounts with the role Coders, and others who may code",
    )  # fmt: skip

    def __init__(self, cases: tuple[Case, ...], data: Any = None) -> None:
        super().__init__(data)
        chosen = Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk")
        for name in ("joint", "apart"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101  declared above
            field.queryset = chosen
        coders = self.fields["coders"]
        assert isinstance(coders, forms.ModelMultipleChoiceField)  # noqa: S101  as well
        coders.queryset = possible_coders()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        joint, apart = cleaned.get("joint") or (), cleaned.get("apart") or ()
        if both := set(joint) & set(apart):
            names = ", ".join(sorted(case.label for case in both))
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
