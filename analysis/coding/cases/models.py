"""Cases and their units: the answers of a participant, or the turns of an interview."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from analysis.coding.codebooks.models import Theme
from survey.participation.models import Answer, Participant
from survey.studies.models import Study


class Transcript(models.Model):
    """An interview as it was imported, pseudonymised before it was stored."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="transcripts")
    title = models.CharField(max_length=200)
    synthetic = models.BooleanField(default=False, help_text="Nobody said this")
    interviewers = models.JSONField(
        default=list, help_text="The speakers whose turns are read along and not coded"
    )
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the turns as stored")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ("study", "title")
        constraints = (
            models.UniqueConstraint(fields=("study", "title"), name="one_transcript_per_title"),
        )

    def __str__(self) -> str:
        return self.title


class Case(models.Model):
    """A participant or an interview, under a label that says nothing about the person.

    A case is deleted with its participant or transcript, and everything coded in it with the case.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="cases")
    label = models.CharField(max_length=20, help_text="Such as P07; numbers are not used twice")
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="case"
    )
    transcript = models.OneToOneField(
        Transcript, on_delete=models.CASCADE, null=True, blank=True, related_name="case"
    )
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(fields=("study", "label"), name="one_case_per_label"),
            models.CheckConstraint(
                name="a_case_is_a_participant_or_a_transcript",
                condition=Q(participant__isnull=True) ^ Q(transcript__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def title(self) -> str:
        """Such as T3 · Third interview; costs a query unless `transcript` was selected."""
        return f"{self.label} · {self.transcript.title}" if self.transcript else self.label


class Unit(models.Model):
    """An answer, whose words stay with the answer, or a turn of a transcript with its words.

    `starts_at` and `ends_at` are seconds from the start of the recording.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveIntegerField(help_text="In the order of reading, from 1")
    answer = models.OneToOneField(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="unit"
    )
    turn = models.TextField(blank=True)
    speaker = models.CharField(max_length=100, blank=True)
    starts_at = models.FloatField(null=True, blank=True)
    ends_at = models.FloatField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("case", "position"), name="one_unit_per_position"),
            models.CheckConstraint(
                name="a_unit_is_an_answer_or_a_turn",
                condition=Q(answer__isnull=True) ^ Q(turn=""),
            ),
        )

    def __str__(self) -> str:
        return f"unit {self.position} of {self.case}"

    @property
    def text(self) -> str:
        """Costs a query unless `answer` was selected with the row."""
        return str(self.answer.value) if self.answer else self.turn

    @property
    def is_interviewer(self) -> bool:
        """Whether an interviewer says it, whose turns are read along and not coded.

        Costs queries unless `case__transcript` was selected with the row.
        """
        transcript = self.case.transcript
        return transcript is not None and self.speaker in transcript.interviewers


class ThemeExample(models.Model):
    """A quote that shows what a theme means; it is deleted with the case it comes from."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="quotes")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("theme", "unit", "start", "end"), name="one_example_per_quote"
            ),
            models.CheckConstraint(name="an_example_has_words", condition=Q(start__lt=F("end"))),
        )

    def __str__(self) -> str:
        return f"example of {self.theme}"
