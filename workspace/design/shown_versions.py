"""A version or the draft of a study, as previews and comparisons show either of them."""

from dataclasses import dataclass

from django.http import Http404

from survey.design.definition import SurveyDefinition
from survey.design.interviews.definition import InterviewStudy
from survey.design.reading import AnyStudy
from survey.errors import UnfitDraft
from survey.studies.drafts.check import check_draft
from survey.studies.drafts.find import files_of
from survey.studies.models import Study, StudyVersion

DRAFT = "draft"
"""Stands in addresses where versions have their label, which is a number."""


@dataclass(frozen=True)
class ShownVersion:
    """`label` names it in addresses, `named` in sentences, such as `version 1.0`."""

    study: Study
    label: str
    named: str
    definition: AnyStudy
    digest: str

    @property
    def survey(self) -> SurveyDefinition:
        """Raises Http404 for interviews, which have no pages."""
        if not isinstance(self.definition, SurveyDefinition):
            raise Http404("A study of interviews has no pages of questions.")
        return self.definition

    @property
    def interviews(self) -> InterviewStudy:
        """Raises Http404 for a survey."""
        if not isinstance(self.definition, InterviewStudy):
            raise Http404("A survey has no sheet to sign.")
        return self.definition


def as_shown(version: StudyVersion) -> ShownVersion:
    named = f"version {version.label}"
    return ShownVersion(version.study, version.label, named, version.definition, version.digest)


def shown_version(study: Study, label: str) -> ShownVersion:
    """The version of a label, or the draft.

    Raises Http404 where there is none, and UnfitDraft for a draft with problems.
    """
    if label == DRAFT:
        return _draft(study)
    version = study.versions.select_related("study").filter(label=label).first()
    if version is None:
        raise Http404("There is no such version.")
    return as_shown(version)


def draft_without_problems(study: Study) -> ShownVersion | None:
    """None where there is no draft, or where something is wrong with it."""
    try:
        return _draft(study)
    except (UnfitDraft, Http404):
        return None


def _draft(study: Study) -> ShownVersion:
    files = files_of(study)
    if not files:
        raise Http404("This study has no draft.")
    checked = check_draft(study, files)
    if checked.study is None:
        number = len(checked.problems)
        has = "a problem" if number == 1 else f"{number} problems"
        raise UnfitDraft(
            f"The draft has {has}. Mend what stands beside the editor, then try again."
        )
    read = checked.study
    return ShownVersion(study, DRAFT, "the draft", read.definition, read.digest)
