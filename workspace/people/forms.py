"""The forms by which people and roles are chosen."""

from typing import Any

from django import forms

from survey.members.roles import IN_WORDS, Role

ROLES = [(role.value, f"{role.label}: {IN_WORDS[role]}") for role in Role]


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=ROLES,
            widget=forms.CheckboxSelectMultiple,
            required=False,  # the verb says what is wrong, in its own words
            **options,
        )


class RolesForm(forms.Form):
    roles = RolesField()


class AddForm(forms.Form):
    name = forms.CharField(
        label="User name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    roles = RolesField()


class InviteForm(forms.Form):
    note = forms.CharField(
        label="For whom",
        max_length=100,
        required=False,
        help_text="For you to tell the links apart; nobody else needs it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    roles = RolesField()


class LinkForm(forms.Form):
    """A link to an account alone."""

    note = forms.CharField(
        label="For whom",
        max_length=100,
        required=False,
        help_text="For you to tell the links apart; nobody else needs it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
