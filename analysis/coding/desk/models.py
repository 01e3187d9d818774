"""Codings, in a layer of their own for each coder and one more for the consensus."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from analysis.coding.cases.models import Case, Unit
from analysis.coding.codebooks.models import Operation, Theme
from analysis.coding.rounds.models import CodingRound, RoundCoder


class Verdict(models.TextChoices):
    ACCEPT = "accept", "accepted"
    REJECT = "reject", "rejected"
    MERGE = "merge", "merged"


class Decision(models.Model):
    """What was decided on a theme of a case after the comparison, and why.

    `by` is the account that decided, empty where every coder had the theme; `agreed` are the
    accounts of other coders who said that they agree.
    """

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="decisions")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    into = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    agreed = models.JSONField(default=list, help_text="Names of accounts")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "case", "theme"), name="one_decision_per_theme_of_a_case"
            ),
            models.CheckConstraint(
                name="a_merge_names_its_theme",
                condition=Q(verdict=Verdict.MERGE) ^ Q(into__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.verdict} {self.theme} for {self.case}"


class Coding(models.Model):
    """A coded segment: a theme on a unit from `start` to before `end`, in Unicode code points.

    A coding without a coder is joint, or belongs to the consensus. One that was taken back, or
    that repeated another one when themes were merged, is not live; undoing brings it back.
    """

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="codings")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="codings")
    coder = models.ForeignKey(
        RoundCoder, on_delete=models.CASCADE, null=True, blank=True, related_name="codings"
    )
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="codings")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    memo = models.TextField(blank=True)
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="codings"
    )
    made_at = models.DateTimeField()
    live = models.BooleanField(default=True)

    class Meta:
        ordering = ("start", "end", "made_at", "pk")
        indexes = (models.Index(fields=("round", "coder", "live")),)
        constraints = (
            models.UniqueConstraint(
                fields=("coder", "unit", "theme", "start", "end"),
                name="one_coding_per_segment",
                condition=Q(live=True, coder__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("round", "unit", "theme", "start", "end"),
                name="one_consensus_per_segment",
                condition=Q(live=True, coder__isnull=True),
            ),
            models.CheckConstraint(name="a_coding_has_words", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="only_the_consensus_is_decided",
                condition=Q(decision__isnull=True) | Q(coder__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.theme} in {self.unit}"


class Step(models.Model):
    """A step that a coder took at the desk, to be undone; `before` is the memo it replaced."""

    class Did(models.TextChoices):
        ADDED = "added"
        REMOVED = "removed"
        NOTED = "noted"

    coder = models.ForeignKey(RoundCoder, on_delete=models.CASCADE, related_name="steps")
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="steps")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    did = models.CharField(max_length=10, choices=Did.choices)
    before = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.did} {self.coding}"


class Remapping(models.Model):
    """A coding that changed its theme because the codebook changed; deleted with the coding."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, related_name="remappings")
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="remappings")
    was = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    was_live = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "coding"), name="a_coding_moves_once_in_an_operation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.coding} by {self.operation}"
