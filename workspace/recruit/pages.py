"""The first page of the tab."""

from django.http import HttpRequest, HttpResponse

from survey.studies.models import Study
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step


def recruit(request: HttpRequest, study: Study) -> HttpResponse:
    step = Step("Nothing is done yet.")
    return study_page(request, study, "recruit/recruit.html", "Recruit", step=step)
