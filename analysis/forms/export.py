"""What an export holds."""

from django import forms

PEOPLE, SIMULATED = "people", "simulated"


class ExportForm(forms.Form):
    """Identifying answers are asked about only where they may be had."""

    who = forms.ChoiceField(
        label="Whose data",
        choices=[(PEOPLE, "People who took part"), (SIMULATED, "Simulated participants")],
        initial=PEOPLE,
        widget=forms.RadioSelect,
    )
    identifying = forms.BooleanField(
        label="With answers that could tell who somebody is",
        help_text="Pass such a package on to nobody.",
        required=False,
    )

    def __init__(self, *given: object, may_identify: bool, **options: object) -> None:
        super().__init__(*given, **options)  # type: ignore[arg-type]
        if not may_identify:
            del self.fields["identifying"]
