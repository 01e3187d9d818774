"""Checks that every recording has its file, and every file its recording."""

from collections.abc import Iterator

from django.db import DatabaseError

from analysis.coding.transcripts.recordings.files import names_in_folder
from analysis.coding.transcripts.recordings.models import Recording
from operations.health.finding import Finding, error, fine, warning


def check_recordings() -> Iterator[Finding]:
    """Nothing where the database cannot be asked, which another finding says."""
    try:
        known = frozenset(Recording.objects.values_list("file", flat=True))
    except DatabaseError:
        return
    there = names_in_folder()
    if missing := len(known - there):
        yield error(
            f"{missing} of {len(known)} recordings of interviews have no file. Put the folder of "
            "recordings back, or remove them on the pages of their transcripts."
        )
    if left := len(there - known):
        yield warning(
            f"{left} files in the folder of recordings belong to no transcript. Delete them: "
            "nobody may listen to them any more."
        )
    if known and known == there:
        yield fine(f"All {len(known)} recordings of interviews have their files.")
