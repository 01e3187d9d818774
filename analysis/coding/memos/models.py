"""Memos on a theme, on a case, or on the study. A memo on a passage belongs to its coding."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Theme
from analysis.coding.rounds.models import RoundCoder
from survey.studies.models import Study


class Memo(models.Model):
    """A note on a theme, on a case, or, without both, on the study as a whole.

    One that was written while coding names the part of its `coder` in the round, and nobody else
    sees it until that round is compared. One without a coder is seen by everybody who may see
    codebooks. It is deleted with the case that it is about.
    """

    study = models.ForeignKey(Study, on_delete=models.PROTECT, related_name="memos")
    guid = models.UUIDField(default=uuid4, unique=True, editable=False)
    theme = models.ForeignKey(
        Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="memos"
    )
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, null=True, blank=True, related_name="memos"
    )
    coder = models.ForeignKey(
        RoundCoder, on_delete=models.CASCADE, null=True, blank=True, related_name="memos"
    )
    text = models.TextField()
    by = models.CharField(max_length=150, help_text="An account's name")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("written_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_memo_is_about_one_thing",
                condition=Q(theme__isnull=True) | Q(case__isnull=True),
            ),
            models.CheckConstraint(name="a_memo_has_words", condition=~Q(text="")),
        )

    def __str__(self) -> str:
        return f"memo on {self.theme or self.case or self.study}"
