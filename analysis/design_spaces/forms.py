"""The forms of a design space: its title, its axes and its levels."""

from typing import Any

from django import forms

from analysis.coding.codebooks.models import Codebook
from analysis.design_spaces.models import LONGEST_KEY, LONGEST_LINE
from analysis.design_spaces.write import LONGEST_TEXT, LONGEST_TITLE
from survey.members.access import Account, studies_where
from survey.studies.models import StudyKind

KEY_HELP = (
    "A lower-case word that names it in study files and in the data. A bundle knows it by this key."
)


def _why(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3, "cols": 80})
    return forms.CharField(max_length=LONGEST_TEXT, required=False, label=label, widget=area)


class TitleForm(forms.Form):
    title = forms.CharField(max_length=LONGEST_TITLE)


class NewTraceForm(TitleForm):
    codebook = forms.ModelChoiceField(
        Codebook.objects.none(), help_text="Of a study of interviews; its codes are cited"
    )

    def __init__(self, data: Any = None, *, user: Account) -> None:
        super().__init__(data)
        field = self.fields["codebook"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above
        studies = studies_where(user, "analysis.add_designspacetrace")
        field.queryset = Codebook.objects.filter(
            study__in=studies.filter(kind=StudyKind.INTERVIEWS)
        )


class AxisForm(forms.Form):
    key = forms.CharField(max_length=LONGEST_KEY, help_text=KEY_HELP)
    title = forms.CharField(
        max_length=LONGEST_LINE, help_text="What participants of the survey read above the levels"
    )
    name = forms.CharField(
        max_length=LONGEST_LINE,
        required=False,
        help_text="What figures and tables call it; its title where left out",
    )
    ordered = forms.BooleanField(required=False, label="Its levels have an order, as numbers do")
    why = _why("Why this axis")


class LevelForm(forms.Form):
    key = forms.CharField(max_length=LONGEST_KEY, help_text=KEY_HELP)
    title = forms.CharField(
        max_length=LONGEST_LINE, help_text="What participants of the survey choose"
    )
    why = _why("Why this level")
