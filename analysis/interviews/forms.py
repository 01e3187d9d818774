"""The forms that record participants of interviews, change them, and take a table of them."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from survey.design.interviews.attributes import Attribute
from survey.design.interviews.definition import InterviewStudy
from survey.interviews.import_table import LONGEST_TABLE
from survey.interviews.models import LONGEST_LABEL
from survey.interviews.values import LONGEST_VALUE
from survey.interviews.write import LONGEST_CHANNEL, Details, NewInterviewee
from survey.population import Population
from survey.studies.models import StudyVersion

CHANNELS = "channels"
"""The id of the list of channels that the study file names, which the page holds."""
ATTRIBUTE = "attribute-"
LARGEST_FILE = 4 * LONGEST_TABLE
"""Bytes: a character of UTF-8 has at most four."""


class DetailsForm(forms.Form):
    """What is noted of somebody who is interviewed, apart from the attributes."""

    label = forms.CharField(
        label="Number", max_length=LONGEST_LABEL, help_text="Such as P7; never a name"
    )
    consented_on = forms.DateField(
        label="Day of consent", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    consent_language = forms.ChoiceField(
        label="Language of the text", help_text="In which they read or heard what they agreed to"
    )
    channel = forms.CharField(
        label="Recruitment channel",
        max_length=LONGEST_CHANNEL,
        required=False,
        widget=forms.TextInput(attrs={"list": CHANNELS}),
        help_text="How they were reached",
    )

    def __init__(self, study: InterviewStudy, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = study.sampling.channels
        known = (study.language, *study.conduct.languages)
        now = self.initial.get("consent_language")
        languages = [(code, code) for code in dict.fromkeys((*known, now) if now else known)]
        self.fields["consent_language"].choices = languages  # type: ignore[attr-defined]

    @property
    def details(self) -> Details:
        sent = self.cleaned_data
        return Details(
            sent["label"], sent["consented_on"], sent["consent_language"], sent["channel"]
        )


class EditForm(DetailsForm):
    place = forms.IntegerField(
        label="Place in the sample table", min_value=1, max_value=1_000_000, help_text="From 1"
    )


class RecordForm(DetailsForm):
    """Somebody new, with the attributes of the newest version."""

    def __init__(
        self,
        newest: StudyVersion,
        versions: QuerySet[StudyVersion],
        population: Population,
        *args: Any,
        **options: Any,
    ) -> None:
        study = newest.interviews
        super().__init__(study, *args, **options)
        self.population, self.attributes = population, tuple(study.attributes)
        for key, attribute in study.attributes.items():
            self.fields[f"{ATTRIBUTE}{key}"] = attribute_field(attribute)
        self.fields |= consent_fields(
            newest, versions, population, "I hold this person's signed or recorded consent to it"
        )

    @property
    def new(self) -> NewInterviewee:
        sent, details = self.cleaned_data, self.details
        return NewInterviewee(
            label=details.label,
            consented_on=details.consented_on,
            consent_language=details.consent_language,
            attributes={key: sent[f"{ATTRIBUTE}{key}"] for key in self.attributes},
            channel=details.channel,
            population=self.population,
        )


class TableForm(forms.Form):
    """A table of participants as a file or pasted; `table` is cleaned to its text."""

    file = forms.FileField(required=False, label="CSV file", help_text="In UTF-8")
    table = forms.CharField(
        required=False,
        label="Or its lines, pasted",
        max_length=LONGEST_TABLE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "spellcheck": "false"}),
    )

    def __init__(
        self,
        newest: StudyVersion,
        versions: QuerySet[StudyVersion],
        population: Population,
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields |= consent_fields(
            newest, versions, population, "I hold everybody's signed or recorded consent to it"
        )

    def clean(self) -> dict[str, Any]:
        sent = self.cleaned_data
        file, pasted = sent.get("file"), sent.get("table", "")
        if "table" in self.errors or "file" in self.errors:
            return sent
        if bool(file) == bool(pasted.strip()):
            raise forms.ValidationError("Choose a file, or paste its lines: one of the two.")
        if file:
            sent["table"] = _text(file)
        return sent


def _text(file: Any) -> str:
    if file.size > LARGEST_FILE:
        raise forms.ValidationError(
            f"{file.name} is larger than {LARGEST_FILE:,} bytes. Import it in parts."
        )
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise forms.ValidationError(
            f"{file.name} is not in UTF-8. Save it as CSV in UTF-8, and choose it again."
        ) from problem


def consent_fields(
    newest: StudyVersion, versions: QuerySet[StudyVersion], population: Population, holds: str
) -> dict[str, forms.Field]:
    """The version of the text, and that the researcher holds a consent to it.

    Nobody who is simulated consents to anything, so that nothing is ticked for them.
    """
    version = forms.ModelChoiceField(
        versions, label="Version of the text", empty_label=None, initial=newest.pk
    )
    if population is Population.SIMULATED:
        return {"version": version}
    needed = "Nobody is recorded without a consent. Tick this once you hold it."
    consent = forms.BooleanField(label=holds, error_messages={"required": needed})
    return {"version": version, "consent": consent}


def attribute_field(attribute: Attribute) -> forms.Field:
    """A field that need not be filled in."""
    label = f"{attribute.title} ({attribute.unit})" if attribute.unit else attribute.title
    if attribute.type == "choice":
        choices = [("", ""), *attribute.options.items()]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    kind = {"inputmode": "decimal"} if attribute.type == "number" else {}
    return forms.CharField(
        label=label,
        max_length=LONGEST_VALUE,
        required=False,
        widget=forms.TextInput(attrs=kind),
    )
