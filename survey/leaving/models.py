"""How many participants were deleted when their retention was over."""

from django.db import models

from survey.participation.models import State
from survey.studies.models import StudyVersion


class Expired(models.Model):
    """How many had reached which state. Nothing about any of them is stored."""

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="expired")
    state = models.CharField(max_length=10, choices=State.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "expired"
        constraints = (
            models.UniqueConstraint(fields=("version", "state"), name="one_count_per_state"),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.count} {self.state}"
