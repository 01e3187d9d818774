"""The report of a study: where to read it, and its files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from analysis.records.interview_list import recorded_by_study
from analysis.records.people import analysed
from analysis.report.of_study import first_stage_of
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Preregistration, Study, StudyKind, StudyVersion
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step


def report(request: HttpRequest, study: Study) -> HttpResponse:
    version = current_version(study.slug)
    people = {kind: _number(study, kind) for kind in (Population.PEOPLE, Population.SIMULATED)}
    plan = Preregistration.objects.filter(version__study=study).order_by("registered_at").first()
    context: dict[str, Any] = {
        "version": version,
        "people": people[Population.PEOPLE],
        "simulated": people[Population.SIMULATED],
        "plan": plan,
        "is_survey": study.kind == StudyKind.SURVEY,
        "first_stage": first_stage_of(study),
        "now": timezone.now(),
    }
    step = _step(study, version, people, plan)
    return study_page(request, study, "report/report.html", "Report", step=step, **context)


def _number(study: Study, population: Population) -> int:
    """How many a report would be about."""
    if study.kind == StudyKind.INTERVIEWS:
        return recorded_by_study([study]).get((study.pk, population), 0)
    return analysed(study, population).count()


def _step(
    study: Study,
    version: StudyVersion | None,
    people: dict[Population, int],
    plan: Preregistration | None,
) -> Step:
    number = people[Population.PEOPLE]
    if version is None:
        design = reverse("workspace:design", args=[study.slug])
        return Step("No version is loaded yet.", "load one.", ("Go to the design", design))
    if not number:
        if people[Population.SIMULATED]:
            simulated = reverse("analysis:simulated_report", args=[study.slug])
            return Step(
                "Nobody is analysed yet.",
                "see in the report of simulated participants what yours will look like.",
                ("Read the simulated report", simulated),
            )
        watch = reverse("workspace:watch", args=[study.slug])
        return Step("Nobody is analysed yet.", "wait for people.", ("See who came", watch))
    planned = version.definition.target_sample_size
    done = (
        f"{number} {'person is' if number == 1 else 'people are'} analysed; {planned} are planned."
    )
    if study.kind == StudyKind.SURVEY:
        done += " The plan was registered." if plan else " No plan was registered."
    return Step(done, "", ("Read the report", reverse("analysis:report", args=[study.slug])))
