"""Coding rounds, with their cases, their coders, and their agreement."""

from uuid import uuid4

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, CodebookVersion


class Stage(models.TextChoices):
    WORKSHOP = "workshop", "joint workshop"
    INDEPENDENT = "independent", "independent coding"
    COMPARISON = "comparison", "comparison"
    CONSENSUS = "consensus", "consensus"
    CLOSED = "closed", "closed"


class CodingRound(models.Model):
    codebook = models.ForeignKey(Codebook, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(help_text="Of this codebook, from 1")
    title = models.CharField(max_length=200)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.WORKSHOP)
    version = models.ForeignKey(
        CodebookVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    synthetic = models.BooleanField(default=False, help_text="Over simulated participants")
    planned_at = models.DateTimeField()
    compared_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("codebook", "number")
        permissions = (("code_codinground", "Can code in rounds they are assigned to"),)
        constraints = (
            models.UniqueConstraint(fields=("codebook", "number"), name="one_round_per_number"),
            models.CheckConstraint(
                name="a_round_past_its_workshop_has_a_codebook_version",
                condition=Q(stage=Stage.WORKSHOP) | Q(version__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"round {self.number}: {self.title}"


class RoundCase(models.Model):
    """A case of a round; a joint one is coded together in the workshop and has no agreement.

    A late one is joint as well: it was added after the workshop, and is coded together at any
    stage until the round is closed.
    """

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="members")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="memberships")
    joint = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("round", "case"), name="a_case_is_once_in_a_round"),
            models.CheckConstraint(
                name="a_late_case_is_joint", condition=Q(late=False) | Q(joint=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} in {self.round}"


class RoundCoder(models.Model):
    """The part of a coder in a round.

    Codings belong to this row and not to the account, since deleting an account lists what belongs
    to it; the account stays as long as this row does. The codings of a coder who was excused stay
    where they are and count nowhere. A coder who came with a file of another program has a label
    and no account, and cannot log in.
    """

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="coders")
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    label = models.CharField(max_length=150, blank=True, help_text="Of a coder without an account")
    finished_at = models.DateTimeField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    excused_by = models.CharField(max_length=150, blank=True, help_text="An account's name")
    excused_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("round", "user"), name="a_coder_is_once_in_a_round"),
            models.UniqueConstraint(
                fields=("round", "label"),
                name="a_label_is_once_in_a_round",
                condition=~Q(label=""),
            ),
            models.CheckConstraint(
                name="a_coder_is_an_account_or_a_label",
                condition=Q(user__isnull=True) ^ Q(label=""),
            ),
            models.CheckConstraint(
                name="an_excuse_has_a_reason",
                condition=Q(excused_at__isnull=True) ^ ~Q(excused_because=""),
            ),
            models.CheckConstraint(
                name="whoever_finished_is_not_excused",
                condition=Q(excused_at__isnull=True) | Q(finished_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} in {self.round}"

    @property
    def name(self) -> str:
        """Costs a query unless `user` was selected with the row."""
        return self.user.get_username() if self.user else self.label


class Reading(models.Model):
    """A case that a coder has read to its end.

    Before the comparison researchers learn nothing else about a coder's work.
    """

    coder = models.ForeignKey(RoundCoder, on_delete=models.CASCADE, related_name="readings")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    finished_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("coder", "case"), name="one_reading_per_case"),
        )

    def __str__(self) -> str:
        return f"{self.case} by {self.coder}"


class Basis(models.TextChoices):
    """With which themes an agreement was measured."""

    AS_CODED = "as_coded", "as coded"
    RECONCILED = "reconciled", "with themes reconciled"


class Agreement(models.Model):
    """The agreement of the coders of a round; it never changes once it was measured.

    As coded it is measured when the round is compared, before anybody discussed anything; with
    themes reconciled when the round is closed.
    """

    round = models.ForeignKey(CodingRound, on_delete=models.CASCADE, related_name="agreements")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.JSONField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "basis"), name="one_agreement_per_basis_of_a_round"
            ),
        )

    def __str__(self) -> str:
        return f"agreement in {self.round}, {self.get_basis_display()}"


class CaseAgreement(models.Model):
    """The part of an Agreement that is about one case, deleted with the case."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    figures = models.JSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "case"), name="one_agreement_per_case_of_a_round"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement}: {self.case}"
