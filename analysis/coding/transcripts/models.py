"""The log of how transcripts were corrected after they were imported."""

from uuid import uuid4

from django.db import models

from analysis.coding.cases.models import Transcript


class TranscriptChange(models.Model):
    """One correction of a transcript, with what it takes to undo it; `by` is an account's name.

    `before` and `after` hold the turns that changed, run by run; `before` also the codings that
    moved along, by GUID: as they were and as they became, None where they were not there. Both are
    empty once words of the transcript were replaced by pseudonyms. Deleted with the transcript.
    """

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="changes")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    summary = models.TextField(help_text="Without the words of the transcript")
    before = models.JSONField()
    after = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.summary
