"""Tokens by which programs read one study in the name of one person."""

from django.conf import settings
from django.db import models

from survey.studies.models import Study


class ApiToken(models.Model):
    """A token is shown once, when it is made; the row holds its digest.

    It can do no more than its owner may in the study at the moment, and never changes anything.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="api_tokens")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(max_length=100, help_text="What uses it, such as: nightly report")
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256")
    made_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "API token"
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"token {self.name} of {self.user.get_username()}"
