"""Allocation slots and invitations, and what remains of people who did not stay."""

from hashlib import sha256

from django.db import models

from survey.participation.models import Participant
from survey.population import POPULATIONS, Population
from survey.studies.models import Study, StudyVersion


class Slot(models.Model):
    """A slot in the balanced sequence of scenario orders, held by one participant at a time.

    A released slot is reserved for the next participant, so that completed orders stay balanced.
    Simulated participants have a sequence of their own.
    """

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="slots")
    population = models.CharField(
        max_length=10,
        choices=POPULATIONS,
        default=Population.PEOPLE,
        help_text="Whose sequence this is; pilots hold no slot",
    )
    number = models.PositiveIntegerField(help_text="In the sequence, from 0")
    order = models.JSONField(help_text="The scenarios in the order of this slot")
    participant = models.OneToOneField(
        Participant, on_delete=models.SET_NULL, null=True, blank=True, related_name="slot"
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=("version", "population", "number"), name="one_slot_per_number"
            ),
        )
        # Whoever begins looks through the slots that are not completed, and through no others.
        indexes = (
            models.Index(
                fields=("version", "participant", "number"),
                condition=models.Q(completed_at=None),
                name="slots_not_completed",
            ),
        )

    def __str__(self) -> str:
        return f"slot {self.number} of {self.version}"


class AllocationStep(models.Model):
    """The allocation log, by slot and time. It does not name participants."""

    class Kind(models.TextChoices):
        RESERVED = "reserved"
        FREED = "freed"
        COMPLETED = "completed"

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(max_length=20, blank=True)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("happened_at",), name="steps_by_time"),)

    def __str__(self) -> str:
        return f"{self.slot} {self.kind}"


def beginning_of(start: str) -> str:
    """The digest of a participant's `start`, stored when everything else is deleted."""
    return sha256(start.encode()).hexdigest()


class Tombstone(models.Model):
    """What remains of a participant who had everything deleted: that they withdrew, and when."""

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="tombstones")
    withdrawn_at = models.DateTimeField()
    beginning = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text="SHA-256 of a random number, so that the form they began with begins nothing new",
    )

    def __str__(self) -> str:
        return f"withdrawal from {self.version}"


class ScreenedOut(models.Model):
    """How many people did not begin, by reason. Nothing about any of them is stored."""

    class Reason(models.TextChoices):
        DECLINED = "declined", "did not consent"
        NOT_ELIGIBLE = "not_eligible", "not eligible"

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="screened_out")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "screened out"
        constraints = (
            models.UniqueConstraint(fields=("version", "reason"), name="one_count_per_reason"),
        )

    def __str__(self) -> str:
        return f"{self.version}: {self.count} {self.reason}"


class Invitation(models.Model):
    """A link that admits one person. It does not say whom it admitted."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=32, unique=True, help_text="In the link; 128 random bits")
    made_at = models.DateTimeField()
    label = models.CharField(
        max_length=60, blank=True, help_text="Of all that were made together, such as a class"
    )
    is_mailed = models.BooleanField(
        default=False, help_text="Whether it went out by mail; nothing says to whom"
    )
    used_on = models.DateField(
        "day of use",
        null=True,
        blank=True,
        help_text="A day; a time could be matched with a consent",
    )

    class Meta:
        ordering = ("-made_at", "pk")

    def __str__(self) -> str:
        return f"invitation to {self.study}"
