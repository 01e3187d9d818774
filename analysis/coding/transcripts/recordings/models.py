"""The recording of an interview: what is known of its file, which lies in a folder of its own."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from analysis.coding.cases.models import Transcript
from analysis.coding.transcripts.recordings.files import remove_file


class Recording(models.Model):
    """The audio of a transcript; the file goes with the row, once the deletion is certain."""

    transcript = models.OneToOneField(
        Transcript, on_delete=models.CASCADE, related_name="recording"
    )
    file = models.CharField(max_length=40, unique=True, help_text="A random name in the folder")
    media_type = models.CharField(max_length=50)
    sha256 = models.CharField("SHA-256", max_length=64)
    bytes = models.PositiveBigIntegerField()
    seconds = models.FloatField()
    linked_by = models.CharField(max_length=150)
    linked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"recording of {self.transcript}"


@receiver(post_delete, sender=Recording)
def _remove_file(instance: Recording, using: str, **_: Any) -> None:
    name = instance.file
    transaction.on_commit(lambda: remove_file(name), using=using, robust=True)
