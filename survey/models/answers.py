"""What participants do and say."""

from django.db import models

from survey.models.participant import PageVisit, Participant, Trial


class Answer(models.Model):
    """A submitted answer; `scenario` is empty outside the follow-up of a scenario."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="answers")
    visit = models.ForeignKey(PageVisit, on_delete=models.CASCADE, related_name="answers")
    scenario = models.CharField(max_length=50, blank=True)
    question = models.CharField(max_length=50)
    value = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "scenario", "question"), name="one_answer_per_question"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} of participant {self.participant_id}"


class Draft(models.Model):
    """What somebody has typed and not submitted, by field; it goes when the page is submitted."""

    visit = models.OneToOneField(PageVisit, on_delete=models.CASCADE, related_name="draft")
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1, help_text="Grows with every save")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft of {self.visit}"


class CheckAttempt(models.Model):
    """One try at the comprehension check: the option chosen for each question."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="attempts")
    chosen = models.JSONField()
    passed = models.BooleanField()
    attempted_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"check of participant {self.participant_id}"


class Exploration(models.Model):
    """One Apply: a setting tried, in order from 1."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="explorations")
    position = models.PositiveIntegerField()
    action = models.CharField(max_length=20)
    metric = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    applied_at = models.DateTimeField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("trial", "position"), name="one_apply_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.action}, {self.metric}, {self.number} in {self.trial}"


class Choice(models.Model):
    """The setting submitted: one of those tried, and the last word on a trial."""

    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="choice")
    exploration = models.OneToOneField(Exploration, on_delete=models.CASCADE, related_name="+")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"choice in {self.trial}"
