"""The crowd that speed is measured on is one that the pages could have made."""

from analysis.report.observe import study_observations
from checks.support.simulated_crowd import write_crowd
from survey.models import Choice
from survey.population import Population
from tests.world import World


def test_of_ten_people_eight_complete_and_every_choice_was_offered(world: World) -> None:
    world.open()
    write_crowd(world.founding, 10, seed=1)
    flow = study_observations(world.founding.study, Population.SIMULATED).flow
    assert (flow.began, flow.completed, flow.stopped, flow.taking_part) == (10, 8, 1, 1)
    for choice in Choice.objects.select_related("trial", "exploration"):
        for axis, offered in choice.trial.options.items():
            assert choice.exploration.setting[axis] in offered
