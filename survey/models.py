"""What is kept of a study: its versions, exactly as loaded, and who consented to which."""

from django.db import models

from survey.design.definition import StudyDefinition
from survey.design.reading import stored_definition


class Study(models.Model):
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        verbose_name_plural = "studies"

    def __str__(self) -> str:
        return self.slug


class StudyVersion(models.Model):
    """A study file as it was loaded; once somebody takes part in it, its content stays."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField("version", max_length=20)
    content = models.TextField(help_text="The whole study as JSON; every text is in it")
    digest = models.CharField("SHA-256", max_length=64, help_text="Of the content")
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("study__slug", "-loaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("study", "label"), name="one_content_per_version_of_a_study"
            ),
        )

    def __str__(self) -> str:
        return f"{self.study.slug} {self.label}"

    @property
    def definition(self) -> StudyDefinition:
        """Parsed from the content; reading `content` costs a query where it was deferred."""
        return stored_definition(self.content)


class Participant(models.Model):
    """Somebody who consented to one version of a study; there is no row before that."""

    version = models.ForeignKey(StudyVersion, on_delete=models.PROTECT, related_name="participants")
    consented_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"participant {self.pk} of {self.version}"
