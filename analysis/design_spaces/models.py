"""Design spaces drawn from interviews: their axes and levels, and the codes these came from."""

from django.db import models

from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.desk.models import Coding
from survey.studies.models import Study

LONGEST_KEY, LONGEST_LINE = 50, 500


class DesignSpaceTrace(models.Model):
    """The step from the codes of a study of interviews to a design space (paper, 4.3)."""

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="traces")
    codebook = models.ForeignKey(Codebook, on_delete=models.CASCADE, related_name="traces")
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("study", "pk")
        verbose_name = "design space from interviews"
        verbose_name_plural = "design spaces from interviews"
        constraints = (
            models.UniqueConstraint(fields=("study", "title"), name="one_trace_per_title"),
        )

    def __str__(self) -> str:
        return self.title


class TraceAxis(models.Model):
    """An axis: its `title` is what a study asks, and its `name` what figures and tables call it."""

    trace = models.ForeignKey(DesignSpaceTrace, on_delete=models.CASCADE, related_name="axes")
    position = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=LONGEST_KEY, help_text="In study files and in the data")
    title = models.CharField(max_length=LONGEST_LINE)
    name = models.CharField(max_length=LONGEST_LINE)
    ordered = models.BooleanField(default=False)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = "axis from interviews"
        verbose_name_plural = "axes from interviews"
        constraints = (
            models.UniqueConstraint(fields=("trace", "key"), name="one_axis_per_key_in_a_trace"),
        )

    def __str__(self) -> str:
        return self.name


class TraceLevel(models.Model):
    axis = models.ForeignKey(TraceAxis, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=LONGEST_KEY, help_text="In study files and in the data")
    title = models.CharField(max_length=LONGEST_LINE)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("position", "pk")
        verbose_name = "level from interviews"
        verbose_name_plural = "levels from interviews"
        constraints = (
            models.UniqueConstraint(fields=("axis", "key"), name="one_level_per_key_of_an_axis"),
        )

    def __str__(self) -> str:
        return self.title


class TraceCitation(models.Model):
    """A code or a theme that a level came from, with a sentence on how it leads there.

    A theme that was merged since is read as the one it was merged into.
    """

    level = models.ForeignKey(TraceLevel, on_delete=models.CASCADE, related_name="citations")
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="+")
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = "code cited by a level"
        verbose_name_plural = "codes cited by levels"
        constraints = (
            models.UniqueConstraint(fields=("level", "theme"), name="one_citation_per_code"),
        )

    def __str__(self) -> str:
        return str(self.theme)


class TraceQuote(models.Model):
    """A passage of a consensus that shows how a code leads to a level.

    It moves with its words where the transcript is corrected, and is deleted with whoever said it.
    """

    citation = models.ForeignKey(TraceCitation, on_delete=models.CASCADE, related_name="quotes")
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("citation", "coding"), name="one_cited_quote_per_passage"
            ),
        )

    def __str__(self) -> str:
        return f"quote for {self.citation}"
