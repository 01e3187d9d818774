"""Flags of participants, and what they were found from; all of it goes with its participant."""

from django.db import models

from survey.participation.models import Participant


class Rule(models.TextChoices):
    """The rules by which a participation is flagged (flags.py); a flag excludes nobody."""

    TOO_QUICK = "too_quick", "too quick in all"
    QUICK_PAGE = "quick_page", "too quick on a page"
    STRAIGHT_LINE = "straight_line", "the same rating throughout"
    CHECK_ATTEMPTS = "check_attempts", "many attempts at the check"
    REPEATED_TEXT = "repeated_text", "the same words as somebody else"
    SHORT_TEXT = "short_text", "very few words"


class StoredFlag(models.Model):
    """What a rule found in a participation that is over.

    `value` is what was found and `limit` what the rule held it against, both as the rule counts.
    `page` and `question` say where; a flag of the whole participation has neither.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="flags")
    rule = models.CharField(max_length=20, choices=Rule.choices)
    page = models.CharField(max_length=160, blank=True)
    question = models.CharField(max_length=50, blank=True)
    value = models.FloatField()
    limit = models.FloatField()

    class Meta:
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "rule", "page", "question"), name="a_rule_flags_a_place_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_rule_display()}, {self.participant.label}"


class FlagCheck(models.Model):
    """That the rules were applied to a participant, when `completed` had completed the version.

    They are applied once more when twice as many have.
    """

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="flag_check"
    )
    completed = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"flags of {self.participant.label}"


class TextDigest(models.Model):
    """A text of a participant by a digest of its words, so that equal ones are found quickly."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=160)
    question = models.CharField(max_length=50)
    digest = models.CharField(max_length=64, db_index=True, help_text="SHA-256")

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "page", "question"), name="one_digest_of_a_text"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} of {self.participant.label}"
