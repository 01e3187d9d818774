"""Dashboards, as something that an account can be allowed to see."""

from survey.models import Study


class StudyDashboard(Study):
    """A study seen while it runs; nothing is stored, everything is counted when asked for."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "dashboard"
