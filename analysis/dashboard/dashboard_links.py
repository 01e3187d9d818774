"""The links of a dashboard, each shown to accounts that may follow it."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.urls import reverse

from analysis.export.page import EXPORT
from analysis.report.page import READ_REPORTS
from survey.enrolment.entry_parameters import PILOT_PERMISSION
from survey.studies.models import EnrolmentWindow, Study

Account = AbstractUser | AnonymousUser


@dataclass(frozen=True)
class DashboardLink:
    """A link. `view` names an address, and `by` what it takes of a study: "slug", "pk" or ""."""

    label: str
    view: str
    permission: str
    by: str = ""


RECRUITING = (
    DashboardLink("Walk through it as a pilot", "survey:pilot", PILOT_PERMISSION, "slug"),
    DashboardLink("Invite people", "workspace:recruit", "survey.view_invitation", "slug"),
)
RESULTS = (
    DashboardLink("Read the report", "analysis:report", READ_REPORTS, "slug"),
    DashboardLink("Download a report", "admin:analysis_studyreport_change", READ_REPORTS, "pk"),
    DashboardLink("Export the data", "analysis:export", EXPORT, "slug"),
)
SIMULATED_RESULTS = (
    DashboardLink("Read the simulated report", "analysis:simulated_report", READ_REPORTS, "slug"),
    *RESULTS[1:],
)
CODING = (
    DashboardLink("Plan a coding round", "admin:analysis_plan_round", "analysis.add_codinground"),
    DashboardLink(
        "Read the codebooks and their results",
        "admin:analysis_codebook_changelist",
        "analysis.view_codebook",
    ),
)


def allowed_links(
    links: tuple[DashboardLink, ...], study: Study, user: Account
) -> tuple[tuple[str, str], ...]:
    """The label and address of each link that the account may follow."""
    return tuple(
        (link.label, reverse(link.view, args=[getattr(study, link.by)] if link.by else []))
        for link in links
        if user.has_perm(link.permission)
    )


def window_link(study: Study, user: Account) -> tuple[str, str] | None:
    """The link to the page that opens and closes the study."""
    if not user.has_perm("survey.change_enrolmentwindow"):
        return None
    is_set = EnrolmentWindow.objects.filter(study=study).exists()
    label = "Change when and for how many it is open" if is_set else "Open the study"
    return label, reverse("workspace:opening", args=[study.slug])
