"""Several participants excluded at once, after a page that lists them."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import run_action
from analysis.records.exclude import exclude_several
from analysis.records.participant_list import ON_A_PAGE, listed
from analysis.records.people import participants
from analysis.request_values import people_or_simulated, whole_number
from survey.studies.find import current_version
from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.read.forms import ExclusionForm
from workspace.read.pages import list_address


@require_POST
def exclude_ticked(request: HttpRequest, study: Study, population: str) -> HttpResponse:
    """Ask once, with the list of those who are ticked; `confirmed` excludes them, all or nobody."""
    whose, query = people_or_simulated(population), request.POST.get("query", "")
    back = list_address(study, whose, query)
    ticked = map(whole_number, request.POST.getlist("participant")[:ON_A_PAGE])
    numbers = {number for number in ticked if number is not None}
    rows = participants(study, whose).filter(number__in=numbers).order_by("-number")
    version = current_version(study.slug)
    people = () if version is None else listed(rows, version)
    can = [person for person in people if person.can_be_excluded]
    confirmed = "confirmed" in request.POST
    form = ExclusionForm(request.POST if confirmed else None, study=study)
    if confirmed and can and form.is_valid():
        run_action(request, lambda: _exclude(request, rows, form.cleaned_data), _done(len(can)))
        return redirect(back)
    context: dict[str, Any] = {
        "population": whose,
        "can": can,
        "cannot": [person for person in people if not person.can_be_excluded],
        "form": form,
        "back": back,
        "query": query,
    }
    title = "Exclude several participants"
    status = 422 if form.errors else 200
    return study_page(request, study, "read/several.html", title, status=status, **context)


def _exclude(request: HttpRequest, rows: Any, cleaned: dict[str, Any]) -> None:
    assert isinstance(request.user, User), "the page is for accounts alone"  # noqa: S101
    exclude_several(rows, by=request.user, now=timezone.now(), **cleaned)


def _done(number: int) -> str:
    are = "participant is" if number == 1 else "participants are"
    return f"{number} {are} excluded. Reports follow from now on."
