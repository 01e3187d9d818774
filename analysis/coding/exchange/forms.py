"""The forms that import a project of another coding program."""

from typing import Any

from django import forms

from analysis.coding.codebooks.forms import CodebookForm
from analysis.coding.codebooks.models import Codebook
from analysis.coding.transcripts.names_review import ReviewForm
from survey.members.access import Account, studies_where

EVERYTHING, OWN = "everything", "own"
ALL_OF_IT = (
    "Every coder has read every text, and found nothing where they coded nothing. All of it "
    "becomes one round."
)
ONLY_CODED_TEXTS = (
    "Coders have read only the texts they coded in. Texts that the same people coded become a "
    "round of their own; texts that nobody coded are in none."
)


class CodebookChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.study})"


class ProjectForm(CodebookForm):
    """A project whose codes go into a codebook that is there, or become a new one."""

    file = forms.FileField(help_text="A REFI-QDA project (.qdpx)")
    codebook = CodebookChoice(
        Codebook.objects.none(),
        required=False,
        empty_label="A new one, named below",
        help_text="Codes with the same identifier, or the same name in the same area, become its "
        "themes; the others are added to it.",
    )
    synthetic = forms.BooleanField(
        required=False,
        label="Synthetic",
        help_text="Nobody said this; it is never coded with people",
    )
    field_order = ("file", "study", "codebook", "title", "slug", "synthetic")

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        studies = studies_where(user, "analysis.change_codebook")
        books = Codebook.objects.filter(study__in=studies).select_related("study")
        codebook = self.fields["codebook"]
        assert isinstance(codebook, CodebookChoice)  # noqa: S101  declared above
        codebook.queryset = books.order_by("slug")
        for name in ("title", "slug"):
            self.fields[name].required = False
        self.fields["title"].label = "Title of a new codebook"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        codebook = cleaned.get("codebook")
        if codebook is None:
            for name in ("title", "slug"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, "A new codebook needs this. Or choose one that is there.")
        elif "study" in cleaned and codebook.study_id != cleaned["study"].pk:
            self.add_error("codebook", "This codebook is of another study. Choose one of this.")
        return cleaned


class ProjectReviewForm(ReviewForm):
    """Asks what files do not say: when people consented, and who has read which texts.

    Nobody consents where all of it is simulated. The agreement depends on what was read.
    """

    read = forms.ChoiceField(
        label="Who read what",
        widget=forms.RadioSelect,
        choices=[
            (EVERYTHING, ALL_OF_IT),
            (OWN, ONLY_CODED_TEXTS),
        ],
        error_messages={"required": "Choose one of both: how far they agreed depends on it."},
    )
    consented_on = forms.DateField(
        label="Day of consent",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Every case becomes a participant of the study, recorded as having consented to "
        "its newest version on this day. Where they consented on several days, take the last of "
        "them. Import nobody who has not consented.",
    )
    field_order = ("held", "consented_on", "read", "lines", "sure")

    def __init__(self, *args: Any, asks: bool, has_consented: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["read"]
        if not has_consented:
            del self.fields["consented_on"]
