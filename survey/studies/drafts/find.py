"""Looking up drafts and their files."""

from collections.abc import Iterable

from survey.studies.drafts.fit import STUDY
from survey.studies.drafts.heading import title_in
from survey.studies.drafts.models import DraftFile, StudyDraft
from survey.studies.models import Study


def draft_of(study: Study) -> StudyDraft | None:
    return StudyDraft.objects.filter(study=study).select_related("changed_by").first()


def drafted_titles(studies: Iterable[Study]) -> dict[int, str]:
    """The titles that drafts have, by the primary key of their study, as far as one is written."""
    files = DraftFile.objects.filter(draft__study__in=list(studies), path=STUDY)
    rows = files.values_list("draft__study", "content")
    read = ((study, title_in(bytes(content).decode(errors="replace"))) for study, content in rows)
    return {study: title for study, title in read if title}


def files_of(study: Study) -> dict[str, bytes]:
    """The files of the draft by their paths; empty where there is none."""
    rows = DraftFile.objects.filter(draft__study=study).values_list("path", "content")
    return {path: bytes(content) for path, content in rows}
