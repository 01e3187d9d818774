"""The three ways to a new study, each a form."""

from collections.abc import Iterator
from typing import Any

from django import forms

from survey.errors import UnfitDraft
from survey.members.access import Account, studies_where
from survey.studies.drafts.find import files_of
from survey.studies.drafts.fit import STUDY
from survey.studies.drafts.heading import heading, with_heading
from survey.studies.drafts.models import StudyDraft
from survey.studies.drafts.of_version import files_of_version
from survey.studies.drafts.shipped import (
    files_of_shipped,
    shipped_studies,
    without_editors_hint,
)
from survey.studies.drafts.upload import uploaded_files
from survey.studies.drafts.write import LONGEST_NAME
from survey.studies.find import current_versions
from survey.studies.models import StudyVersion

FIRST_VERSION = "1.0"
LONGEST_TITLE = 500
ARCHIVE = ".yaml,.yml,.zip"

Files = dict[str, bytes]


class NewStudyForm(forms.Form):
    """`study_files` gives the files of the draft once the form is valid. Raises UnfitDraft."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label="Short name",
        help_text="For addresses and files: lower-case words with hyphens, such as "
        "needs-of-radiologists. It stays as it is.",
    )
    title = forms.CharField(
        max_length=LONGEST_TITLE,
        required=False,
        label="Title",
        help_text="What participants read first. Empty: that of the study it begins from.",
    )

    def source(self) -> Files:
        raise NotImplementedError

    def study_files(self) -> Files:
        """The files of the source under the new name, as a first version."""
        sent, files = self.cleaned_data, self.source()
        values = {"study": sent["name"], "version": FIRST_VERSION}
        if sent["title"]:
            values["title"] = sent["title"]
        text = without_editors_hint(files[STUDY].decode())
        return files | {STUDY: with_heading(text, **values).encode()}


class ShippedForm(NewStudyForm):
    shipped = forms.ChoiceField(widget=forms.RadioSelect, label="Begin from")
    field_order = ("shipped", "name", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["shipped"]
        assert isinstance(field, forms.ChoiceField), "declared so"  # noqa: S101
        field.choices = [(study.name, study.title) for study in shipped_studies()]

    def source(self) -> Files:
        return files_of_shipped(self.cleaned_data["shipped"])


class CopyForm(NewStudyForm):
    copied = forms.ChoiceField(label="Study")
    field_order = ("copied", "name", "title")

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sources = dict(_sources(user))
        field = self.fields["copied"]
        assert isinstance(field, forms.ChoiceField), "declared so"  # noqa: S101
        field.choices = [(key, label) for key, (label, _row) in self._sources.items()]

    @property
    def has_any(self) -> bool:
        return bool(self._sources)

    def source(self) -> Files:
        _label, row = self._sources[self.cleaned_data["copied"]]
        return files_of_version(row) if isinstance(row, StudyVersion) else files_of(row.study)


def _sources(user: Account) -> Iterator[tuple[str, tuple[str, StudyVersion | StudyDraft]]]:
    """What can be copied, by a key: the newest version and the draft of each study one works on."""
    studies = studies_where(user, "survey.view_studyversion")
    titles: dict[str, str] = {}
    for version in current_versions().filter(study__in=studies).order_by("study__slug"):
        slug = version.study.slug
        titles[slug] = version.definition.title
        yield f"version:{slug}", (f"{titles[slug]} (version {version.label})", version)
    drafts = StudyDraft.objects.filter(study__in=studies).select_related("study")
    for draft in drafts.order_by("study__slug"):
        slug = draft.study.slug
        yield f"draft:{slug}", (f"{titles.get(slug, slug)} (its draft)", draft)


class UploadForm(forms.Form):
    file = forms.FileField(
        label="study.yaml, or its folder as a zip",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ARCHIVE}),
        help_text="With its texts (.md) and pictures, 5 MB at most.",
    )
    name = forms.CharField(
        max_length=LONGEST_NAME,
        required=False,
        label="Short name",
        help_text="Empty: the one in the file.",
    )

    def study_files(self) -> Files:
        """Also sets `name` to that of the file, where none was given."""
        sent = self.cleaned_data
        files = uploaded_files(sent["file"].name, sent["file"].read())
        text = files[STUDY].decode()
        if sent["name"]:
            return files | {STUDY: with_heading(text, study=sent["name"]).encode()}
        sent["name"] = heading(text, "study") or ""
        if not sent["name"]:
            raise UnfitDraft(
                f"The file {STUDY} does not say what the study is called. Write a short name "
                "here, or `study: its-name` there."
            )
        return files
