"""Drop-off: page by page, how many participants were shown it and how many submitted it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from survey.design.definition import SurveyDefinition
from survey.design.path import BEFORE_CONSENT, Section, participant_path
from survey.participation.durations import median_seconds
from survey.participation.models import PageVisit, Participant


@dataclass(frozen=True)
class PageFlow:
    """How a page went. `seconds` is the median from first showing to submission.

    `scenario` is a title, empty outside of scenarios. `title` is the page's name where the study no
    longer has the page. The last page of a path is never submitted.
    """

    name: str
    title: str
    scenario: str
    shown: int
    submitted: int
    seconds: float | None
    is_last: bool

    @property
    def left(self) -> int:
        """How many were shown the page and did not submit it; 0 for the last page."""
        return 0 if self.is_last else self.shown - self.submitted


def page_flow(people: QuerySet[Participant], study: SurveyDefinition) -> tuple[PageFlow, ...]:
    """The pages in the order of the study's scenarios, whatever order participants had.

    Pages before the consent are missing, as nothing is stored about them. Two queries.
    """
    visits = PageVisit.objects.filter(participant__in=people)
    counted = visits.order_by("page").values_list("page").annotate(Count("pk"))
    counts = {
        page: (shown, submitted)
        for page, shown, submitted in counted.annotate(Count("submitted_at"))
    }
    submitted = visits.filter(submitted_at__isnull=False)
    times = median_seconds(submitted, by="page", earlier="shown_at", later="submitted_at")
    return tuple(
        PageFlow(
            name,
            title,
            scenario,
            *counts.get(name, (0, 0)),
            seconds=times.get(name),
            is_last=_section(name) == Section.COMPENSATION,
        )
        for name, title, scenario in _pages(study, sorted(counts))
    )


def _pages(study: SurveyDefinition, visited: list[str]) -> Iterator[tuple[str, str, str]]:
    """Name, title and scenario of each current page, then of pages that only older versions had."""
    path = participant_path(study, list(study.scenarios))
    known = [page for page in path if page.section not in BEFORE_CONSENT]
    for page in known:
        scenario = study.scenarios[page.scenario].title if page.scenario else ""
        yield page.name, page.title, scenario
    for name in visited:
        if _section(name) not in BEFORE_CONSENT and name not in {page.name for page in known}:
            yield name, name, ""


def _section(name: str) -> str:
    """The section of a page, with which its name begins."""
    return name.split(".")[0]
