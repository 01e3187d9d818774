"""Reports, as something that an account can be allowed to see."""

from survey.models import Study


class StudyReport(Study):
    """A study seen for its report; nothing is stored, a report is made when asked for."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "report"
