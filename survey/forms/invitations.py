"""How many invitations, and to what."""

from django import forms

from survey.models import Study

MOST = 500
"""As many links as still make a page that can be copied from."""


class InvitationsForm(forms.Form):
    study = forms.ModelChoiceField(Study.objects.all())
    number = forms.IntegerField(min_value=1, max_value=MOST, help_text=f"Up to {MOST} at once")
