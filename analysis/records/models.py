"""Who is left out of the statistics, why, and since when."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Mod
from django.db.models.lookups import Exact

from survey.participation.models import Participant
from survey.studies.models import Study


class ExclusionStep(models.Model):
    """One step of a participant's log: left out, taken in again, left out again, and so on.

    Rows are only ever added. Steps count from 1, so somebody is left out after an odd number.
    """

    class Kind(models.TextChoices):
        EXCLUDED = "excluded", "excluded"
        READMITTED = "readmitted", "readmitted"

    class Reason(models.TextChoices):
        LOW_QUALITY = "low_quality", "low-quality answers"
        REPEATED = "repeated", "took part more than once"
        NOT_ELIGIBLE = "not_eligible", "not eligible after all"
        TECHNICAL = "technical", "technical problem"
        OTHER = "other", "another reason"
        MISTAKEN = "mistaken", "excluded by mistake"
        REASSESSED = "reassessed", "assessed again"

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="exclusion_steps"
    )
    number = models.PositiveIntegerField(help_text="In the log of this participant, from 1")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=20, choices=Reason.choices, help_text="Shown in reports")
    note = models.CharField(
        max_length=500, blank=True, help_text="For colleagues; no report shows it"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        verbose_name = "exclusion"
        ordering = ("participant", "number")
        constraints = (
            models.UniqueConstraint(fields=("participant", "number"), name="one_step_at_a_time"),
            models.CheckConstraint(
                name="excluded_and_readmitted_in_turn",
                condition=models.Q(Exact(Mod("number", 2), 1), kind="excluded")
                | models.Q(Exact(Mod("number", 2), 0), kind="readmitted"),
            ),
        )

    def __str__(self) -> str:
        return f"participant {self.participant_id} {self.kind}"


class StudyDashboard(Study):
    """A study seen while it runs; nothing is stored, everything is counted when asked for."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "dashboard"


class StudyReport(Study):
    """A study seen for its report; nothing is stored, a report is made when asked for."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "report"
