"""A study that is simulated to its plan departs from it in nothing."""

from io import StringIO

import pytest
from django.core.management import call_command

from analysis.report.build import build_report
from analysis.report.observe import study_observations
from analysis.report.sections.participants import participants_section
from analysis.report.sections.planned import planned_section
from survey.population import Population
from tests.analysis.report.contents import sentences
from tests.world import World

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.mark.parametrize("planned", ["3", "4"])
def test_the_founding_study_simulated_to_its_plan_departs_in_nothing(
    world: World, planned: str
) -> None:
    study = world.founding.study
    world.ada.delete()
    printed = StringIO()
    call_command("preregister", study.slug, "--register", "--participants", planned, stdout=printed)
    call_command("simulate", study.slug, participants=3, seed=5, stdout=printed, verbosity=0)
    observations = study_observations(study, Population.SIMULATED)
    report = build_report(
        observations, replicates=100, sections=(participants_section, planned_section)
    )
    departs = "The study departs from its plan in 1 point" in sentences(report)
    assert departs == (planned == "4")
    kept = "carried out as planned in everything that the plan names" in sentences(report)
    assert kept == (planned == "3")
    assert sentences(report).startswith("The 6 registered tests (alpha 0.05, corrected by Holm)")
