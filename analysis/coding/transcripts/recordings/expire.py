"""Recordings deleted on the day that the study file promised."""

from collections import Counter
from datetime import date

from analysis.coding.transcripts.recordings.models import Recording
from survey.leaving.expiring import add_expiring
from survey.studies.models import StudyVersion


@add_expiring
def expire_recordings(today: date, *, dry_run: bool) -> tuple[str, ...]:
    """A sentence for each version of a study whose recordings are or would be deleted."""
    recordings = Recording.objects.exclude(transcript__case__interviewee=None)
    of_version: Counter[int] = Counter(
        recordings.values_list("transcript__case__interviewee__version", flat=True)
    )
    sentences = []
    for version in StudyVersion.objects.filter(pk__in=of_version).select_related("study"):
        until = version.interviews.retention.recordings_until
        if until >= today:
            continue
        if not dry_run:
            for recording in recordings.filter(transcript__case__interviewee__version=version):
                recording.delete()
        verb = "would be deleted" if dry_run else "were deleted"
        sentences.append(
            f"{version}: {of_version[version.pk]} recordings {verb}; they were kept until {until}."
        )
    return tuple(sentences)
