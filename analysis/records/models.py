"""Who is excluded from analysis and why; what an account can be allowed to see of a study."""

from django.conf import settings
from django.db import models

from survey.participation.models import Participant
from survey.studies.models import Study


class Reason(models.TextChoices):
    """Why a participant is excluded or readmitted, where no rule of a plan says it."""

    LOW_QUALITY = "low_quality", "low-quality answers"
    REPEATED = "repeated", "took part more than once"
    NOT_ELIGIBLE = "not_eligible", "not eligible after all"
    TECHNICAL = "technical", "technical problem"
    OTHER = "other", "another reason"
    MISTAKEN = "mistaken", "excluded by mistake"
    REASSESSED = "reassessed", "assessed again"


class Exclusion(models.Model):
    """A participant who is excluded now: the row goes when they are readmitted."""

    Reason = Reason

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="exclusion"
    )
    reason = models.CharField(
        max_length=100, help_text="The key of a rule of the plan, or of another reason"
    )

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.participant} excluded"


class Assessment(models.Model):
    """That somebody read what a participant answered, and found that it can be analysed.

    Whoever is excluded was assessed too, and has no such row until they are taken in again.
    """

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="assessment"
    )
    note = models.CharField(
        max_length=500, blank=True, help_text="For colleagues; no report shows it"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.participant.label} of {self.participant.version.study}"


class ExclusionStep(models.Model):
    """One entry in the log of a participant: excluded, readmitted, excluded again, and so on.

    Rows are only ever added. Whether the participant is excluded now is said by `Exclusion`.
    """

    class Kind(models.TextChoices):
        EXCLUDED = "excluded", "excluded"
        READMITTED = "readmitted", "readmitted"

    Reason = Reason

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="exclusion_steps"
    )
    number = models.PositiveIntegerField(help_text="In the log of this participant, from 1")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(
        max_length=100, help_text="The key of a rule of the plan, or of another reason"
    )
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
        )
        indexes = (models.Index(fields=("-happened_at",), name="exclusions_by_time"),)

    def __str__(self) -> str:
        return f"{self.participant} {self.kind}"


class StudyReport(Study):
    """The report of a study, as a permission. Nothing is stored: it is computed on request."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "report"
