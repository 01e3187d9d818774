"""The forms of a translation: where it comes from, its file, and the words beside each turn."""

from collections.abc import Sequence
from typing import Any

from django import forms

from analysis.coding.cases.models import Transcript
from analysis.coding.transcripts.forms import KeysField
from analysis.coding.transcripts.keys import pseudonyms_of
from analysis.coding.transcripts.translations.write import LONGEST_TRANSLATOR, Origin
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError

ORIGINAL, TRANSLATION = "original", "translation"
LONGEST_TURN = 100_000


class OriginForm(forms.Form):
    """Who or what translated, when and into which language, and which of both is coded."""

    language = forms.CharField(max_length=35, help_text="A code such as en or pt-BR")
    translated_by = forms.CharField(
        max_length=LONGEST_TRANSLATOR,
        label="Translated by",
        help_text="A person's role or a program, such as DeepL; type no names",
    )
    translated_on = forms.DateField(
        required=False,
        label="Day of the translation",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    coded = forms.ChoiceField(
        label="Coders code",
        choices=((ORIGINAL, "the original"), (TRANSLATION, "the translation")),
        widget=forms.RadioSelect,
        help_text="It can be chosen until the participant is in a round of coding.",
    )

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "language": transcript.parallel_language,
            "translated_by": transcript.translated_by,
            "translated_on": transcript.translated_on,
            "coded": TRANSLATION if transcript.is_translation else ORIGINAL,
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    @property
    def origin(self) -> Origin:
        values = self.cleaned_data
        return Origin(values["language"], values["translated_by"], values["translated_on"])

    @property
    def code_translation(self) -> bool:
        return bool(self.cleaned_data["coded"] == TRANSLATION)


class TranslationForm(OriginForm):
    """A file or pasted turns; `keys` is cleaned to the key files, which agree with one another."""

    file = forms.FileField(
        required=False, help_text="Text, Word (.docx), .vtt, .srt, or JSON of Whisper"
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or its turns",
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text="As in a text file: each turn begins with its speaker and a colon",
    )
    keys = KeysField(
        required=False,
        label="Key of the study",
        help_text="So that the same person has the same pseudonym in both languages. It is read "
        "for the review and not stored.",
    )
    field_order = ("file", "pasted", "language", "translated_by", "translated_on", "coded", "keys")

    def clean_keys(self) -> tuple[Any, ...]:
        files = tuple(self.cleaned_data["keys"])
        try:
            pseudonyms_of(files)
        except TranscriptFileError as problem:
            raise forms.ValidationError(str(problem)) from problem
        return files

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" not in self.errors and bool(cleaned.get("file")) == bool(
            cleaned.get("pasted", "").strip()
        ):
            self.add_error("file", "Choose a file or paste the turns, one of both.")
        return cleaned


class TypedForm(OriginForm):
    """A text field for each turn, by its number from 1."""

    def __init__(
        self, *args: Any, transcript: Transcript, turns: Sequence[Turn], **kwargs: Any
    ) -> None:
        super().__init__(*args, transcript=transcript, **kwargs)
        self._turns = turns
        for number, turn in enumerate(turns, start=1):
            self.fields[f"turn-{number}"] = forms.CharField(
                required=False,
                max_length=LONGEST_TURN,
                initial=turn.parallel,
                label=f"Turn {number} in the other language",
                widget=forms.Textarea(attrs={"rows": 2, "cols": 40}),
            )

    @property
    def of_turns(self) -> list[tuple[Turn, forms.BoundField]]:
        return [(turn, self[f"turn-{number}"]) for number, turn in enumerate(self._turns, start=1)]

    @property
    def of_origin(self) -> list[forms.BoundField]:
        return [self[name] for name in OriginForm.base_fields]

    @property
    def words(self) -> dict[int, str]:
        """What was typed otherwise than it stood there, line ends as the database has them."""
        typed = (
            (number, self.cleaned_data[f"turn-{number}"].replace("\r\n", "\n"), turn.parallel)
            for number, turn in enumerate(self._turns, start=1)
        )
        return {number: text for number, text, before in typed if text != before}
