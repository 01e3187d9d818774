"""Cases and their units: the answers of a participant, or the turns of an interview."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from analysis.coding.codebooks.models import Theme
from survey.design.interviews.definition import MODES
from survey.interviews.models import Interviewee
from survey.participation.models import Answer, Participant
from survey.studies.models import Study


class Case(models.Model):
    """A participant of a survey or of interviews, under a label that says nothing about the person.

    A case is deleted with its participant, and everything coded in it with the case.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="cases")
    label = models.CharField(max_length=20, help_text="Such as P07; numbers are not used twice")
    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, null=True, blank=True, related_name="case"
    )
    interviewee = models.OneToOneField(
        Interviewee, on_delete=models.CASCADE, null=True, blank=True, related_name="case"
    )
    synthetic = models.BooleanField(default=False)

    class Meta:
        ordering = ("label",)
        constraints = (
            models.UniqueConstraint(fields=("study", "label"), name="one_case_per_label"),
            models.CheckConstraint(
                name="a_case_is_of_a_survey_or_of_interviews",
                condition=Q(participant__isnull=True) ^ Q(interviewee__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def title(self) -> str:
        """The label, with the titles of the interviews; a query unless these were prefetched."""
        titles = ", ".join(transcript.title for transcript in self.transcripts.all())
        return f"{self.label} · {titles}" if titles else self.label


class Transcript(models.Model):
    """An interview as it was imported, pseudonymised before it was stored.

    Several of one participant stand in the order of `position`. The words that are coded are in
    `language`; where `parallel_language` is not empty, each turn has its words in that language
    beside it, and `is_translation` says that the coded words are the translation.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transcripts")
    position = models.PositiveIntegerField(help_text="Among those of the participant, from 1")
    title = models.CharField(max_length=200)
    interviewers = models.JSONField(
        default=list, help_text="The speakers whose turns are read along and not coded"
    )
    held_on = models.DateField("day of the interview", null=True, blank=True)
    mode = models.CharField(max_length=10, choices=list(MODES.items()), blank=True)
    minutes = models.PositiveIntegerField("length in minutes", null=True, blank=True)
    language = models.CharField(max_length=35, help_text="Of the words that are coded")
    parallel_language = models.CharField(
        max_length=35, blank=True, help_text="Of the words beside them; empty without any"
    )
    is_translation = models.BooleanField(
        default=False, help_text="Whether the coded words are the translation"
    )
    translated_by = models.CharField(
        max_length=200, blank=True, help_text="Who or what translated, such as a program"
    )
    translated_on = models.DateField("day of the translation", null=True, blank=True)
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the turns as stored")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ("case", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "position"), name="one_transcript_per_position"
            ),
            models.UniqueConstraint(fields=("case", "title"), name="one_transcript_per_title"),
            models.CheckConstraint(
                name="a_translation_says_who_translated",
                condition=Q(parallel_language="") | ~Q(translated_by=""),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def study(self) -> Study:
        """Costs queries unless `case__study` was selected with the row."""
        return self.case.study

    @property
    def synthetic(self) -> bool:
        """Whether nobody said this. Costs a query unless `case` was selected with the row."""
        return self.case.synthetic

    @property
    def full_title(self) -> str:
        """Such as P3 · Third interview; costs a query unless `case` was selected."""
        return f"{self.case.label} · {self.title}"

    @property
    def heading(self) -> str:
        """The title, the day where it is known, and the language, above the turns."""
        day = f" · {self.held_on}" if self.held_on else ""
        return f"{self.title}{day} · {self.language}"


class Unit(models.Model):
    """An answer, whose words stay with the answer, or a turn of a transcript with its words.

    Positions go on through all transcripts of a case.

    `starts_at` and `ends_at` are seconds from the start of the recording.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    position = models.PositiveIntegerField(help_text="In the order of reading, from 1")
    answer = models.OneToOneField(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="unit"
    )
    transcript = models.ForeignKey(
        Transcript, on_delete=models.CASCADE, null=True, blank=True, related_name="units"
    )
    turn = models.TextField(blank=True)
    parallel = models.TextField(
        blank=True, help_text="The turn in the other language of the transcript"
    )
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
            models.CheckConstraint(
                name="a_turn_is_of_a_transcript",
                condition=Q(answer__isnull=True) ^ Q(transcript__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"unit {self.position} of {self.case}"

    @property
    def text(self) -> str:
        """Costs a query unless `answer` was selected with the row."""
        return str(self.answer.value) if self.answer else self.turn

    @property
    def place(self) -> str:
        """The participant, and the interview it is from: P3, or P3 · Second interview.

        Costs queries unless `case` and `transcript` were selected with the row.
        """
        return f"{self.case.label} · {self.transcript.title}" if self.transcript else str(self.case)

    @property
    def is_interviewer(self) -> bool:
        """Whether an interviewer says it, whose turns are read along and not coded.

        Costs a query unless `transcript` was selected with the row.
        """
        return self.transcript is not None and self.speaker in self.transcript.interviewers


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
