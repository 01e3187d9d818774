"""The model of failed log-ins."""

from django.db import models


class FailedLogIn(models.Model):
    """How often in a row a log-in with a user name failed; no address or password is stored."""

    name = models.CharField(max_length=64, unique=True, help_text="Keyed digest of the user name")
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} failed log-ins, last at {self.last_at:%Y-%m-%d %H:%M}"
