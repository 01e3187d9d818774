"""Looking up drafts and their files."""

from survey.studies.drafts.models import DraftFile, StudyDraft
from survey.studies.models import Study


def draft_of(study: Study) -> StudyDraft | None:
    return StudyDraft.objects.filter(study=study).select_related("changed_by").first()


def files_of(study: Study) -> dict[str, bytes]:
    """The files of the draft by their paths; empty where there is none."""
    rows = DraftFile.objects.filter(draft__study=study).values_list("path", "content")
    return {path: bytes(content) for path, content in rows}
