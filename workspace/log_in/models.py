"""Failed log-ins, recovery codes, identities at a provider, and rules for everybody."""

from django.conf import settings
from django.db import models


class FailedLogIn(models.Model):
    """How often in a row a log-in with a user name failed; no address or password is stored."""

    name = models.CharField(max_length=64, unique=True, help_text="Keyed digest of the user name")
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.failures} failed log-ins, last at {self.last_at:%Y-%m-%d %H:%M}"


class RecoveryCode(models.Model):
    """A code for whoever has lost their authenticator; deleted when it is used."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64, help_text="Keyed digest of the account and the code")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "digest"), name="each_recovery_code_once"),
        )

    def __str__(self) -> str:
        return f"recovery code of {self.user.get_username()}"


class Identity(models.Model):
    """How a provider of single sign-on knows an account: by these two for good, never by a name."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identity"
    )
    issuer = models.CharField(max_length=300, help_text="The address of the provider")
    subject = models.CharField(max_length=255, help_text="The person there")

    class Meta:
        verbose_name_plural = "identities"
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="one_account_an_identity"),
        )

    def __str__(self) -> str:
        return f"{self.user.get_username()} at {self.issuer}"


class ServerRules(models.Model):
    """What administrators decided for every account; there is one row, or none yet."""

    codes_required = models.BooleanField(
        default=False, help_text="Every account needs one-time codes before anything opens to it"
    )

    class Meta:
        verbose_name_plural = "server rules"
        constraints = (models.CheckConstraint(name="one_row_of_rules", condition=models.Q(pk=1)),)

    def __str__(self) -> str:
        return "codes required" if self.codes_required else "codes not required"
