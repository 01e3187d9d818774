"""Participants of interviews, whom a researcher records once they have consented."""

from django.db import models

from survey.population import Population
from survey.studies.models import Study, StudyVersion

LONGEST_LABEL = 20


class Interviewee(models.Model):
    """A participant of interviews: the row exists from the consent on, and not before.

    Everything that is known of them hangs on this row and is deleted with it. `attributes` holds
    the values of the study's attributes by their keys: a text, a number, or the key of an option.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="interviewees")
    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="interviewees")
    label = models.CharField(
        "number", max_length=LONGEST_LABEL, help_text="As the researcher gives it, such as P7"
    )
    position = models.PositiveIntegerField(help_text="In the order of the sample table, from 1")
    consented_on = models.DateField("day of consent")
    consent_digest = models.CharField(max_length=64, help_text="SHA-256 of the text consented to")
    consent_language = models.CharField(max_length=35)
    recorded_by = models.CharField(
        max_length=150, help_text="The account that recorded the consent"
    )
    recorded_at = models.DateTimeField()
    channel = models.CharField(
        "recruitment channel", max_length=200, blank=True, help_text="How they were reached"
    )
    attributes = models.JSONField(default=dict)
    population = models.CharField(
        max_length=10,
        choices=[(one.value, one.singular) for one in (Population.PEOPLE, Population.SIMULATED)],
        default=Population.PEOPLE,
    )

    class Meta:
        ordering = ("study", "position", "pk")
        verbose_name = "participant of interviews"
        verbose_name_plural = "participants of interviews"
        constraints = (
            models.UniqueConstraint(fields=("study", "label"), name="one_interviewee_per_number"),
            models.CheckConstraint(
                name="an_interviewee_is_a_person_or_simulated",
                condition=models.Q(population__in=[Population.PEOPLE, Population.SIMULATED]),
            ),
        )

    def __str__(self) -> str:
        return self.label


class InterviewWithdrawal(models.Model):
    """What remains of a participant of interviews who withdrew: that somebody did, and when."""

    version = models.ForeignKey(
        StudyVersion, on_delete=models.PROTECT, related_name="interview_withdrawals"
    )
    withdrawn_at = models.DateTimeField()
    expired = models.BooleanField(
        default=False, help_text="Deleted because the promised retention was over"
    )

    def __str__(self) -> str:
        return f"withdrawal from {self.version}"
