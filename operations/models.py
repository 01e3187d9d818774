"""The log of changes, and the releases that migrated the database."""

from django.db import models


class Change(models.Model):
    """Who changed or downloaded what: studies, enrolment, exclusions, accounts, rights, data.

    Rows are only added, and each holds a digest of the one before it. Triggers of the database
    refuse to alter or delete a row (operations/append_only.py), and `verify` finds rows that were
    changed all the same. No row holds what a participant wrote.
    """

    class Kind(models.TextChoices):
        ADDED = "added"
        CHANGED = "changed"
        DELETED = "deleted"
        DOWNLOADED = "downloaded"

    number = models.PositiveIntegerField(unique=True, help_text="In the log, from 1")
    happened_at = models.DateTimeField()
    by = models.CharField(max_length=200, help_text="An account, or a command and its user")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    study = models.CharField(
        max_length=60, blank=True, help_text="The study it is about by its name, if it is about one"
    )
    what = models.CharField(max_length=100, help_text="The kind of thing, such as enrolment window")
    which = models.CharField(max_length=200, help_text="The thing by its name or number")
    details = models.JSONField(default=dict, help_text="By name: before and after")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of all this and the one before")

    class Meta:
        ordering = ("-number",)
        indexes = (
            models.Index(fields=("study", "-number"), name="changes_of_a_study"),
            models.Index(fields=("study", "what"), name="what_changed_in_a_study"),
        )
        default_permissions = ("view",)
        permissions = (("export_change", "Can export the log of changes"),)

    def __str__(self) -> str:
        return f"{self.what} {self.which} {self.kind}"


class Update(models.Model):
    """A release of Needfinder migrated the database; an older one names it where it refuses."""

    release = models.CharField(max_length=40)
    migrated_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Needfinder {self.release}"
