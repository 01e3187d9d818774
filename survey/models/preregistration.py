"""Plans that were fixed, so that what is done later can be held against them."""

from django.db import models

from survey.models.study import StudyVersion


class Preregistration(models.Model):
    """The plan of a version as it was registered; once there, it stays."""

    version = models.OneToOneField(
        StudyVersion, on_delete=models.PROTECT, related_name="preregistration"
    )
    plan = models.TextField(help_text="As JSON")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the plan")
    registered_at = models.DateTimeField()
    begun_before = models.PositiveIntegerField(
        help_text="How many people had begun any version of the study by then; best is 0"
    )

    def __str__(self) -> str:
        return f"plan of {self.version}"
