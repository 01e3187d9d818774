"""Links that each let one person begin."""

from django.db import models

from survey.models.study import Study


class Invitation(models.Model):
    """A link that somebody can begin with, once; nothing says who did."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=32, unique=True, help_text="In the link; 128 random bits")
    made_at = models.DateTimeField()
    used_on = models.DateField(
        "day of use",
        null=True,
        blank=True,
        help_text="A day; a time could be matched with a consent",
    )

    class Meta:
        ordering = ("-made_at", "pk")

    def __str__(self) -> str:
        return f"invitation to {self.study}"
