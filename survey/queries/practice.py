"""What the practice trial shows: an error that no scenario uses, and a setting tried on it."""

from attribution import queries as effects
from attribution.effects.trial import Setting
from attribution.errors import NotInBundle
from survey.design.allocation import practised_error
from survey.design.definition import StudyDefinition
from survey.models import Trial
from survey.queries.trials import TrialState, Tried


def practice_state(
    study: StudyDefinition, setting: Setting | None, *, options: dict[str, list[str]]
) -> TrialState:
    """As a trial's, though of a trial that nobody is given and that is not stored.

    `options` is the participant's order of options. Raises NotInBundle where the effects are not
    loaded, or lack the error.
    """
    practice = study.tutorial.practice
    if practice is None:
        raise NotInBundle(f"{study.study} has no practice trial.")
    digest = effects.current_bundle(practice.bundle).digest
    bundle = effects.bundle(digest)
    name = practised_error(practice, [error.id for error in bundle.errors])
    error = next((each for each in bundle.errors if each.id == name), None)
    if error is None:
        raise NotInBundle(f"The bundle {practice.bundle} has no model error {name!r}.")
    trial = Trial(scenario="practice", bundle=digest, error=name, options=options)
    tried = (Tried(1, setting, effects.trial(digest, name, setting), 1),) if setting else ()
    # Nothing is kept of what is tried here, so there is nothing to list.
    tool = study.tool.model_copy(update={"tried_settings": False, "comparison": False})
    return TrialState(trial, bundle, error, tried, study.practice_settings, tool)
