"""The models of stored bundles, their pictures, and the scores of attribution methods on them."""

from django.db import models


class StoredBundle(models.Model):
    """A bundle as it was loaded; recomputed effects are another row, and rows never change.

    It is stored whole (docs/decisions/0006): a process reads it once and then answers from memory.
    """

    scenario = models.SlugField(max_length=60)
    digest = models.CharField(
        "SHA-256", max_length=64, unique=True, help_text="Of the bundle's file; names it for good"
    )
    content = models.TextField(help_text="The bundle's file, byte for byte")
    manifest = models.TextField(help_text="Who made it, from what, with which recipe")
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = "bundle"
        ordering = ("scenario", "-loaded_at", "-pk")

    def __str__(self) -> str:
        return f"{self.scenario} {self.digest[:12]}"


class StoredPicture(models.Model):
    """A picture of a bundle, stored in the same transaction."""

    bundle = models.ForeignKey(StoredBundle, on_delete=models.CASCADE, related_name="pictures")
    file = models.CharField(max_length=300, help_text="Its name in the bundle")
    digest = models.CharField("SHA-256", max_length=64, db_index=True)
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("bundle", "file"), name="one_picture_per_file"),
        )

    def __str__(self) -> str:
        return f"{self.file} of {self.bundle}"


class StoredMethods(models.Model):
    """How near attribution methods come to the effects of a bundle, as methods.json says it.

    Scores that were computed again are another row, and rows never change.
    """

    bundle = models.ForeignKey(StoredBundle, on_delete=models.CASCADE, related_name="methods")
    digest = models.CharField("SHA-256", max_length=64, unique=True, help_text="Of methods.json")
    content = models.TextField(help_text="methods.json, byte for byte")
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "scores of attribution methods"
        ordering = ("bundle", "-loaded_at", "-pk")

    def __str__(self) -> str:
        return f"{self.digest[:12]} on {self.bundle}"
