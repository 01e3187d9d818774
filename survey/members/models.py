"""Members of studies, and the links by which they join."""

from django.conf import settings
from django.db import models

from survey.members.roles import Role
from survey.studies.models import Study


class Member(models.Model):
    """A role that an account has in a study. Somebody with two roles has two rows."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField()

    class Meta:
        ordering = ("study__slug", "user__username", "role")
        constraints = (
            models.UniqueConstraint(
                fields=("study", "user", "role"), name="each_role_once_in_a_study"
            ),
            models.CheckConstraint(
                name="a_member_has_a_known_role", condition=models.Q(role__in=list(Role))
            ),
        )

    def __str__(self) -> str:
        return f"{self.user.get_username()}, {self.get_role_display()} of {self.study}"


class JoinLink(models.Model):
    """A link that lets one person in, once: into a study with roles, or only to an account.

    The link itself is shown when it is made and stored nowhere; the row holds its digest.
    """

    study = models.ForeignKey(
        Study, on_delete=models.CASCADE, null=True, blank=True, related_name="join_links"
    )
    roles = models.JSONField(default=list, help_text="Roles in the study; none without a study")
    note = models.CharField(
        max_length=100, blank=True, help_text="For whom it is, as written by who made it"
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the link")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_links_made"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="join_links_used",
    )
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"link to join {self.study or 'this server'}"
