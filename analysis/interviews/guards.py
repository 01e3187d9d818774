"""Guards of the pages of participants: they check who may open a page before anything is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from analysis.admin_pages import View
from analysis.request_values import people_or_simulated
from survey.interviews.models import Interviewee
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind, StudyVersion

VIEW = "survey.view_interviewee"
ADD = "survey.add_interviewee"
CHANGE = "survey.change_interviewee"
ERASE = "survey.delete_interviewee"


@dataclass(frozen=True)
class Sample:
    """The participants of one population in a study of interviews, and its newest version."""

    newest: StudyVersion
    population: Population

    @property
    def study(self) -> Study:
        return self.newest.study

    @property
    def synthetic(self) -> bool:
        return self.population is Population.SIMULATED


def for_sample(permission: str, view: Callable[[HttpRequest, Sample], HttpResponse]) -> View:
    """Admit accounts with the permission, to studies of interviews alone."""

    @wraps(view)
    def guarded(
        request: HttpRequest, slug: str, population: str = Population.PEOPLE
    ) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        asked, newest = people_or_simulated(population), current_version(slug)
        if newest is None or newest.study.kind != StudyKind.INTERVIEWS:
            raise Http404("There is no study of interviews with this name.")
        return view(request, Sample(newest, asked))

    return guarded


def for_person(permission: str, view: Callable[[HttpRequest, Interviewee], HttpResponse]) -> View:
    """Admit accounts with the permission to the page of a participant."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        people = Interviewee.objects.select_related("study", "version__study")
        return view(request, get_object_or_404(people, pk=pk))

    return guarded
