"""The trials of a preview: the error and the settings tried, of which no row exists."""

from collections.abc import Iterator
from dataclasses import replace

from attribution import queries as bundles
from attribution.errors import NotInBundle
from attribution.settings import Setting
from survey.design.allocation import errors_to_draw
from survey.design.options import Options, drawn_options, written_options
from survey.participation.models import Trial
from survey.preview.tried import TriedSettings
from survey.preview.walk import Walk
from survey.trial.state import Submitted, TrialState, Tried


def options_of(walk: Walk, scenario: str) -> Options:
    """The levels of each axis in the order of the walk: each error comes with another one."""
    space = walk.study.space_of(scenario)
    if walk.study.tool.option_order == "as_written":
        return written_options(space)
    return drawn_options(space, seed=walk.error)


def trial_of(walk: Walk, scenario: str, tried: TriedSettings) -> TrialState:
    """The state of a trial. Raises NotInBundle where its bundle is not loaded."""
    trial, space = _trial(walk, scenario), walk.study.space_of(scenario)
    shown = bundles.explanations(trial.bundle)
    state = TrialState(trial, shown, space, (), walk.study.tool)
    return replace(state, tried=tuple(_results(state, tried.of(scenario))))


def submitted_of(walk: Walk, scenario: str, tried: TriedSettings) -> Submitted:
    """The setting that the questions after a trial are about."""
    position, setting = tried.submitted_in(scenario, walk.study)
    space = walk.study.space_of(scenario)
    try:
        trial = _trial(walk, scenario)
        shown = bundles.explanations(trial.bundle)
        results = shown.results(trial.error, setting)
    except NotInBundle:
        return Submitted(setting, space, None)
    applied = Tried(position, setting, space, results, position)
    state = TrialState(trial, shown, space, (applied,), walk.study.tool)
    return Submitted(setting, space, state)


def errors_of(walk: Walk) -> int:
    """How many errors the scenario with the most of them has; 1 where no bundle is loaded."""
    known = (bundles.known_bundle(walk.study.scenarios[key].bundle) for key in walk.order)
    numbers = [
        len(errors_to_draw(walk.study, key, bundle.errors))
        for key, bundle in zip(walk.order, known, strict=True)
        if bundle
    ]
    return max([1, *numbers])


def _trial(walk: Walk, scenario: str) -> Trial:
    study = walk.study
    digest = bundles.current_bundle(study.scenarios[scenario].bundle).digest
    errors = errors_to_draw(study, scenario, bundles.explanations(digest).errors)
    if not errors:
        raise NotInBundle(f"The bundle of {scenario} holds no error but the one practised on.")
    return Trial(
        scenario=scenario,
        position=walk.order.index(scenario) + 1,
        bundle=digest,
        error=errors[walk.error % len(errors)],
        options=options_of(walk, scenario),
    )


def _results(state: TrialState, settings: tuple[Setting, ...]) -> Iterator[Tried]:
    first: dict[Setting, int] = {}
    for position, setting in enumerate(settings, start=1):
        results = state.explanations.results(state.trial.error, setting)
        place = first.setdefault(setting, position)
        yield Tried(position, setting, state.space, results, place)
