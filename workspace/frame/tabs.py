"""The tabs of a study, in the order of the work."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.urls import reverse

from survey.studies.models import Study

Account = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Tab:
    """`key` is in the address; members with one of `permissions` in the study see the tab.

    `how_to` is the page of the help that says how its work is done, and the words of its link.
    """

    key: str
    title: str
    permissions: tuple[str, ...]
    how_to: tuple[str, str]

    def is_open_to(self, user: Account, study: Study) -> bool:
        return any(user.has_perm(name, study) for name in self.permissions)  # type: ignore[union-attr]

    def address(self, study: Study) -> str:
        return reverse(f"workspace:{self.key}", args=[study.slug])


TABS = (
    Tab(
        "design",
        "Design",
        ("survey.view_study",),
        ("how-to/write-a-study", "How to write a study"),
    ),
    Tab(
        "recruit",
        "Recruit",
        ("survey.view_invitation", "recruitment.view_mailing"),
        ("how-to/recruit-participants", "How to recruit participants"),
    ),
    Tab(
        "watch",
        "Watch",
        ("survey.watch_study",),
        ("how-to/watch-a-study", "How to watch a study"),
    ),
    Tab(
        "read",
        "Read",
        ("survey.read_answers",),
        ("how-to/read-and-assess-answers", "How to read and assess answers"),
    ),
    Tab(
        "code",
        "Code",
        ("analysis.view_codebook", "analysis.code_codinground"),
        ("how-to/run-coding-rounds", "How to run coding rounds"),
    ),
    Tab(
        "report",
        "Report",
        ("analysis.view_studyreport",),
        ("how-to/report-a-study", "How to report a study"),
    ),
    Tab(
        "archive",
        "Archive",
        ("survey.export_study",),
        ("how-to/archive-a-study", "How to archive a study"),
    ),
)
BESIDE = (
    Tab(
        "people",
        "People",
        ("survey.manage_members",),
        ("how-to/let-people-in", "How to let people in"),
    ),
    Tab(
        "programs",
        "Programs",
        ("survey.export_study",),
        ("how-to/read-a-study-by-program", "How to read a study by program"),
    ),
    Tab(
        "log",
        "Log of changes",
        ("operations.view_change",),
        ("how-to/verify-a-study", "How to verify a study"),
    ),
)
"""Pages of a study that are not steps of the work."""


def first_tab(user: Account, study: Study) -> Tab | None:
    """Where a member begins; None for a member who may open nothing of the study."""
    return next((tab for tab in (*TABS, *BESIDE) if tab.is_open_to(user, study)), None)


@dataclass(frozen=True)
class Step:
    """What is done in a tab, what comes next there, and the one button for it.

    `done` and `next` are sentences; `next` is empty where nothing is left to do. `button` is a
    label and an address.
    """

    done: str
    next: str = ""
    button: tuple[str, str] | None = None


# Parts of addresses of pages that were there before the tabs, and the tab to which each belongs.
_ELSEWHERE = (
    ("analysis/codebook/", "code"),
    ("analysis/codinground/", "code"),
    ("analysis/designspacetrace/", "code"),
    ("analysis/transcript/", "read"),
    ("survey/interviewee/", "read"),
    ("analysis/exclusionstep/", "read"),
    ("survey/participant/", "read"),
    ("analysis/studyreport/", "report"),
    ("/report/", "report"),
    ("/export/", "archive"),
    ("survey/invitation/", "recruit"),
    ("survey/enrolmentwindow/", "recruit"),
    ("survey/studyversion/", "design"),
    ("survey/study/", "design"),
    ("attribution/storedbundle/", "design"),
)


def current_tab(route: str) -> str:
    """The key of the tab that a page belongs to, by the route of its address; empty for none."""
    beginning = "admin/studies/<slug:slug>/"
    if route.startswith(beginning):
        return route.removeprefix(beginning).split("/")[0]
    return next((tab for part, tab in _ELSEWHERE if part in route), "")


def tabs_for(request: HttpRequest, study: Study) -> Iterator[tuple[str, str, bool]]:
    """The title and address of each tab that the account may open, and whether it is here."""
    here = current_tab(request.resolver_match.route if request.resolver_match else "")
    for tab in TABS:
        if tab.is_open_to(request.user, study):
            yield tab.title, tab.address(study), tab.key == here


def beside_for(request: HttpRequest, study: Study) -> Iterator[tuple[str, str, bool]]:
    """The same for the pages beside the tabs."""
    here = current_tab(request.resolver_match.route if request.resolver_match else "")
    for tab in BESIDE:
        if tab.is_open_to(request.user, study):
            yield tab.title, tab.address(study), tab.key == here


def how_to(request: HttpRequest) -> tuple[str, str] | None:
    """The address and the words of the link to the help on the work of this tab."""
    here = current_tab(request.resolver_match.route if request.resolver_match else "")
    pages = (tab.how_to for tab in (*TABS, *BESIDE) if tab.key == here)
    return next(
        ((reverse("workspace:help_page", args=[name]), words) for name, words in pages), None
    )
