"""The forms that change a codebook."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from analysis.coding.codebooks.colours import PALETTE, colour_of, is_colour
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.theme_records import AreaRecord, area_records, record, shared_themes
from survey.members.access import Account
from survey.members.choices import StudyChoice, offer_studies


class CodebookForm(forms.Form):
    study = StudyChoice("analysis.add_codebook")
    title = forms.CharField(max_length=200)
    slug = forms.SlugField(
        max_length=60, label="Name in files", help_text="Lower-case words with hyphens"
    )

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_studies(self, user)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Codebook.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a codebook of this name already.")
        return slug


class AreaForm(forms.Form):
    """An area; `parent` is the GUID of the area around it, empty at the top."""

    name = forms.CharField(max_length=200)
    parent = forms.UUIDField(required=False)
    description = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ThemeForm(forms.Form):
    """A theme or a code as people write it, with its examples one a line.

    `beneath` is the theme that a code lies beneath; a theme has areas instead.

    An input for a colour always has one, so that a box beside it says that nobody chose it.
    """

    name = forms.CharField(max_length=200)
    area = forms.ChoiceField(required=False)
    beneath = forms.ChoiceField(
        required=False,
        label="Code beneath",
        help_text="A code is coded like a theme and counts as the theme that it lies beneath.",
    )
    also_in = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    types = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave them open where none fits.",
    )
    marks = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    definition = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    include = forms.CharField(
        required=False, label="Code it when", widget=forms.Textarea(attrs={"rows": 2})
    )
    exclude = forms.CharField(
        required=False, label="Not when", widget=forms.Textarea(attrs={"rows": 2})
    )
    examples = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line; invented or published ones, and no words of participants.",
    )
    colour = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"type": "color"}), initial=PALETTE[0]
    )
    palette = forms.BooleanField(
        required=False, initial=True, label="Let the palette choose the colour"
    )

    def __init__(
        self,
        codebook: Codebook,
        *args: Any,
        areas: Iterable[AreaRecord] | None = None,
        is_code: bool = False,
        this: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """`areas` are those to choose from where they are not the codebook's as it is now.

        `this` is the theme that the form is of, which cannot lie beneath itself.
        """
        super().__init__(*args, **kwargs)
        offered = area_records(codebook) if areas is None else areas
        places = [(str(area.guid), area.path) for area in offered]
        themes = [
            (str(theme.guid), theme.name)
            for theme in shared_themes(codebook)
            if theme.parent_id is None and theme.guid != this
        ]
        self._offer("area", [("", "none"), *places])
        self._offer("beneath", [("", "none: a theme of its own"), *themes])
        self._offer("also_in", themes if is_code else places)
        self._offer("types", [(entry["key"], entry["name"]) for entry in codebook.types])
        marks = [(mark["key"], f"{mark['symbol']} {mark['name']}") for mark in codebook.marks]
        self._offer("marks", marks)
        self.fields["also_in"].label = "Further themes" if is_code else "Further areas"
        unused = ["area"] if is_code else []
        unused += [name for name in ("types", "marks") if not getattr(codebook, name)]
        if len(themes if is_code else places) < 2:
            unused.append("also_in")
        for name in unused:
            del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        field.choices = choices

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_examples(self) -> list[str]:
        lines: str = self.cleaned_data["examples"]
        return [line.strip() for line in lines.splitlines() if line.strip()]

    def clean_colour(self) -> str:
        colour: str = self.cleaned_data["colour"]
        if colour and not is_colour(colour):
            raise forms.ValidationError("Write the colour as # and six digits, such as #0072B2.")
        return colour.upper()

    def place_and_fields(self) -> dict[str, Any]:
        """The keyword arguments `area`, `beneath` and `fields` of the actions that write a theme.

        A theme that becomes a code, or a code that becomes a theme, loses its further places.
        """
        fields = dict(self.cleaned_data)
        area, beneath = fields.pop("area", ""), fields.pop("beneath")
        if bool(beneath) == ("area" in self.fields):
            fields["also_in"] = []
        if fields.pop("palette"):
            fields["colour"] = ""
        return {
            "area": UUID(area) if area else None,
            "beneath": UUID(beneath) if beneath else None,
            "fields": fields,
        }


def written(theme: Theme) -> dict[str, Any]:
    """What a ThemeForm shows of a theme at first."""
    shown = record(theme)
    return {
        "name": shown.name,
        "area": str(theme.area.guid) if theme.area else "",
        "beneath": shown.parent,
        "also_in": shown.also_in,
        "types": shown.types,
        "marks": shown.marks,
        "definition": shown.definition,
        "include": shown.include,
        "exclude": shown.exclude,
        "examples": "\n".join(shown.examples),
        "colour": colour_of(shown.guid, shown.colour),
        "palette": not shown.colour,
    }


LARGEST_CODEBOOK = 2_000_000
"""Bytes; the largest codebook that ships with Needfinder has 20,000."""


class CodebookFileForm(forms.Form):
    file = forms.FileField(
        help_text="A codebook file (.yaml), a REFI-QDA codebook (.qdc), or a table such as "
        "Taguette's (.csv)"
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_CODEBOOK:
            raise forms.ValidationError(
                f"This file is larger than {LARGEST_CODEBOOK:,} bytes. Choose the codebook alone."
            )
        return file
