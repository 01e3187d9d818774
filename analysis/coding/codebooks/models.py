"""Codebooks: theme areas and themes, their frozen versions, and the log of how they changed."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from analysis.statistics.themes import codebook
from survey.studies.models import Study

LONGEST_NAME, LONGEST_KEY = codebook.LONGEST_NAME, codebook.LONGEST_KEY


class Standing(models.TextChoices):
    """Where a theme stands.

    A proposed theme belongs to its coder alone until the round it was proposed in is compared. One
    that its coder dropped before then is never shown to anybody else.
    """

    SHARED = "shared", "in the codebook"
    PROPOSED = "proposed", "new in a round"
    DROPPED = "dropped", "dropped by its coder"
    RETIRED = "retired"


class Codebook(models.Model):
    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="codebooks")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=35, default="en")
    description = models.TextField(blank=True)
    types = models.JSONField(default=list, blank=True, help_text="Each a mapping of key and name")
    marks = models.JSONField(
        default=list, blank=True, help_text="Each a mapping of key, name and symbol"
    )
    crossed = models.JSONField(
        default=list,
        blank=True,
        help_text="The keys of the two types that reports lay against each other, or none",
    )

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.title


class CodebookVersion(models.Model):
    """A codebook as it was when a round began with it; a version never changes."""

    codebook = models.ForeignKey(Codebook, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(help_text="Of this codebook, from 1")
    content = models.TextField(help_text="Areas and themes as JSON, without quotes of participants")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the content")
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ("codebook", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("codebook", "number"), name="one_codebook_version_per_number"
            ),
        )

    def __str__(self) -> str:
        return f"version {self.number}"


class ThemeArea(models.Model):
    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="areas")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=LONGEST_KEY, help_text="In codebook files and in the data")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="areas_inside"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    description = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint("codebook", Lower("name"), name="one_area_per_name"),
            models.UniqueConstraint(fields=("codebook", "key"), name="one_area_per_key"),
            models.CheckConstraint(
                name="an_area_is_not_inside_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """A theme of a codebook, or a code beneath one.

    Pages and addresses name it by its random `guid`, since numbers in a row would tell how many
    themes other coders have proposed. `coder` is who proposed it in a round. A theme without an
    area waits to be placed in one; a code lies where its theme does, and has no codes itself.
    """

    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="themes")
    area = models.ForeignKey(
        ThemeArea, on_delete=models.PROTECT, null=True, blank=True, related_name="themes"
    )
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=LONGEST_KEY, help_text="In codebook files and in the data")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="codes",
        help_text="The theme that a code lies beneath; empty for a theme",
    )
    also_in = models.JSONField(
        default=list,
        blank=True,
        help_text="GUIDs of the further areas of a theme, or of the further themes of a code",
    )
    types = models.JSONField(
        default=list, blank=True, help_text="Keys of the codebook's types, the main one first"
    )
    marks = models.JSONField(default=list, blank=True, help_text="Keys of the codebook's marks")
    definition = models.TextField(blank=True)
    include = models.TextField(blank=True, help_text="When to code it")
    exclude = models.TextField(blank=True, help_text="When not to")
    examples = models.JSONField(default=list, help_text="Invented or published ones, as texts")
    colour = models.CharField(
        max_length=7, blank=True, help_text="Such as #0072B2; empty for one of the palette"
    )
    position = models.PositiveIntegerField(default=0)
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.SHARED)
    coder = models.ForeignKey(
        "analysis.RoundCoder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_themes",
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed"
    )

    class Meta:
        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(
                "codebook",
                Lower("name"),
                name="one_theme_per_name",
                condition=Q(standing=Standing.SHARED),
            ),
            models.UniqueConstraint(
                fields=("codebook", "key"),
                name="one_theme_per_key",
                condition=Q(standing=Standing.SHARED),
            ),
            models.UniqueConstraint(
                "coder",
                Lower("name"),
                name="one_proposed_theme_per_name",
                condition=Q(standing=Standing.PROPOSED),
            ),
            models.CheckConstraint(
                name="a_proposed_theme_has_a_coder",
                condition=~Q(standing__in=[Standing.PROPOSED, Standing.DROPPED])
                | Q(coder__isnull=False),
            ),
            models.CheckConstraint(
                name="a_code_has_no_area_of_its_own",
                condition=Q(parent__isnull=True) | Q(area__isnull=True),
            ),
            models.CheckConstraint(
                name="a_code_is_not_beneath_itself",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
            ),
            models.CheckConstraint(
                name="only_a_retired_theme_is_merged",
                condition=Q(merged_into__isnull=True) | Q(standing=Standing.RETIRED),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Operation(models.Model):
    """One change of a codebook, with what it takes to undo it; `by` is an account's name.

    `before` and `after` hold the fields of every area and theme that changed, by kind and GUID;
    None stands for one that was not there.
    """

    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="operations")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    summary = models.TextField()
    before = models.JSONField()
    after = models.JSONField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.summary
