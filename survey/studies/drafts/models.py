"""The files of a study as they are being edited."""

from django.conf import settings
from django.db import models

from survey.studies.models import Study


class StudyDraft(models.Model):
    """The study file with its texts and pictures, before it is loaded as a version.

    `revision` grows with every change: whoever saves says which one they had before them.
    """

    study = models.OneToOneField(Study, on_delete=models.CASCADE, related_name="draft")
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"draft of {self.study}"


class DraftFile(models.Model):
    """A file of a draft by its path in the study's folder; study.yaml is one of them."""

    draft = models.ForeignKey(StudyDraft, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    content = models.BinaryField()
    changed_in = models.PositiveIntegerField(
        default=1, help_text="The revision of the draft that made this content"
    )

    class Meta:
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("draft", "path"), name="one_file_for_each_path"),
        )

    def __str__(self) -> str:
        return self.path
