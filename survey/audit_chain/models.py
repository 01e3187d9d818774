"""Audit chains: what makes alterations of submitted data show (docs/decisions/0012).

Each person has a chain of their own, so that nobody waits for anybody. Beginnings and ends are
anchored in a chain of the version, whose row is locked at both anyway.
"""

from django.db import models

from survey.enrolment.models import Tombstone
from survey.studies.models import StudyVersion


class Chain(models.Model):
    """The chain of one person, link by link. It stays when the person's data are deleted."""

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="chains")

    def __str__(self) -> str:
        return f"chain {self.pk} of {self.version}"


class Link(models.Model):
    """One submission. `subject`, `salt` and `rows` are emptied when it is lawfully deleted."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="links")
    number = models.PositiveIntegerField(help_text="In the chain, from 1")
    subject = models.CharField(max_length=200, blank=True, help_text="What was submitted")
    salt = models.CharField(max_length=32, blank=True, help_text="128 random bits")
    rows = models.JSONField(default=dict, blank=True, help_text="SHA-256 of each row, by its name")
    content = models.CharField(max_length=64, help_text="SHA-256 of subject, salt and rows")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of all this and the one before")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("chain", "number"), name="one_link_at_a_time"),
        )

    def __str__(self) -> str:
        return f"link {self.number} of chain {self.chain_id}"


class Anchor(models.Model):
    """A beginning or an end in the chain of a version: how long a person's chain was by then."""

    class Kind(models.TextChoices):
        BEGAN = "began"
        COMPLETED = "completed"
        STOPPED = "stopped"
        WITHDRAWN = "withdrawn", "withdrawn, everything deleted"
        EXPIRED = "expired", "deleted when its time was over"

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="anchors")
    number = models.PositiveIntegerField(help_text="In the chain of the version, from 1")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="anchors")
    length = models.PositiveIntegerField(help_text="How many links the chain had")
    head = models.CharField(max_length=64, help_text="The digest of its last link")
    tombstone = models.OneToOneField(
        Tombstone, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField("SHA-256", max_length=64, help_text="Of all this and the one before")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("version", "number"), name="one_anchor_at_a_time"),
            models.CheckConstraint(
                name="a_tombstone_for_each_withdrawal",
                condition=models.Q(kind="withdrawn", tombstone__isnull=False)
                | (~models.Q(kind="withdrawn") & models.Q(tombstone__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"anchor {self.number} of {self.version}: {self.kind}"
