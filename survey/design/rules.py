"""What must hold between the parts of a study; each part holds its own rules."""

from collections.abc import Callable, Collection, Iterator, Sequence
from math import factorial

from survey.design.allocation import errors_to_draw
from survey.design.definition import StudyDefinition
from survey.design.piping_rules import unfillable_placeholders
from survey.design.problems import BrokenRule, KeyPath
from survey.design.unique_keys import repeated_keys

ErrorsOf = Callable[[str], Sequence[str]]
"""The errors of a bundle by its name; None where the bundle is not loaded."""


def broken_practice(study: StudyDefinition, errors: ErrorsOf) -> Iterator[BrokenRule]:
    practice = study.tutorial.practice
    if practice is None:
        return
    if practice.settings is None and study.settings is None:
        message = "the practice trial has no settings, and the study has none for all."
        yield BrokenRule(("tutorial", "practice"), message, "Add settings here or to the study.")
    known = errors(practice.bundle)
    if not known:
        return
    if practice.error and practice.error not in known:
        yield BrokenRule(
            ("tutorial", "practice", "error"),
            f"the bundle {practice.bundle} has no error {practice.error}.",
            f"Use one of: {', '.join(known)}; or leave it out for the first.",
        )
        return
    for name, scenario in study.scenarios.items():
        if scenario.bundle == practice.bundle and not errors_to_draw(study, name, known):
            yield BrokenRule(
                ("tutorial", "practice", "bundle"),
                f"the only error of {practice.bundle} is practised on, and none is left to {name}.",
                "Practise on another bundle, such as iris.",
            )


def broken_rules(
    study: StudyDefinition, *, bundles: Collection[str], errors: ErrorsOf
) -> Iterator[BrokenRule]:
    """Every rule that the study breaks. `bundles` names the effects bundles that exist."""
    yield from _missing_bundles(study, bundles)
    yield from broken_practice(study, errors)
    yield from _scenarios_without(study, "settings")
    yield from _scenarios_without(study, "follow_up")
    yield from _uneven_blocks(study)
    yield from _unnamed_compensation(study)
    yield from _unseen_thanks(study)
    yield from _idle_types(study)
    yield from _untestable_hypotheses(study)
    yield from _preset_that_is_not_offered(study)
    yield from repeated_keys(study)
    yield from unfillable_placeholders(study)


def _missing_bundles(study: StudyDefinition, bundles: Collection[str]) -> Iterator[BrokenRule]:
    named: list[tuple[KeyPath, str]] = [
        (("scenarios", name, "bundle"), scenario.bundle)
        for name, scenario in study.scenarios.items()
    ]
    if practice := study.tutorial.practice:
        named.append((("tutorial", "practice", "bundle"), practice.bundle))
    for path, bundle in named:
        if bundle not in bundles:
            known = ", ".join(sorted(bundles)) or "none yet"
            yield BrokenRule(
                path,
                f"there is no effects bundle {bundle}.",
                f"Load it with `manage.py load_effects`, or use one there is: {known}.",
            )


def _scenarios_without(study: StudyDefinition, key: str) -> Iterator[BrokenRule]:
    if getattr(study, key) is not None:
        return
    for name, scenario in study.scenarios.items():
        if getattr(scenario, key) is None:
            message = f"this scenario has no {key}, and the study has none for all."
            yield BrokenRule(("scenarios", name), message, f"Add {key} here or to the study.")


def _uneven_blocks(study: StudyDefinition) -> Iterator[BrokenRule]:
    orders = factorial(len(study.scenarios))
    size = study.randomisation.block_size
    if study.randomisation.scenario_order == "balanced_blocks" and size % orders:
        yield BrokenRule(
            ("randomisation", "block_size"),
            f"a block of {size} cannot hold each of the {orders} orders equally often.",
            f"Use a multiple of {orders}.",
        )


def _unnamed_compensation(study: StudyDefinition) -> Iterator[BrokenRule]:
    # Not by the type: versions that were stored before there was an offer have none.
    if study.compensation.offer is None and study.compensation.kind != "none":
        yield BrokenRule(
            ("compensation",),
            "what people get is not named before they consent.",
            "Add offer: a sentence such as `You are paid 25 euros, by a code shown at the end.`",
        )


def _unseen_thanks(study: StudyDefinition) -> Iterator[BrokenRule]:
    is_left = study.panel is not None and study.panel.redirect == "at_once"
    if is_left and study.compensation.kind != "none":
        yield BrokenRule(
            ("panel", "redirect"),
            "people would be sent on before they can see how they are thanked.",
            "Leave out redirect, or let the panel pay and write `kind: none`.",
        )


def _idle_types(study: StudyDefinition) -> Iterator[BrokenRule]:
    settings_of_scenarios = [
        scenario.settings or study.settings for scenario in study.scenarios.values()
    ]
    offered = [settings for settings in settings_of_scenarios if settings is not None]
    for index, kind in enumerate(study.attribution_types):
        if offered and not any(kind.stands_in(settings) for settings in offered):
            yield BrokenRule(
                ("attribution_types", index),
                f"no setting of any scenario stands for {kind.title}, so nobody could choose it.",
                "Name actions, metrics and numbers that can be chosen, or take it out.",
            )


def _preset_that_is_not_offered(study: StudyDefinition) -> Iterator[BrokenRule]:
    preset = study.tool.preset
    for name, scenario in study.scenarios.items():
        settings = scenario.settings or study.settings
        if preset is None or settings is None:
            continue
        offered = {
            "action": settings.actions,
            "metric": settings.metrics,
            "number": settings.numbers,
        }
        for axis, levels in offered.items():
            level = getattr(preset, axis)
            if level not in levels:
                yield BrokenRule(
                    ("tool", "preset", axis),
                    f"{level} is not offered in the scenario {name}.",
                    f"Use one of: {', '.join(map(str, levels))}.",
                )


def _untestable_hypotheses(study: StudyDefinition) -> Iterator[BrokenRule]:
    for index, hypothesis in enumerate(study.plan.hypotheses if study.plan else ()):
        path = ("plan", "hypotheses", index)
        if hypothesis.scenario and hypothesis.axis is None:
            message = "a hypothesis that is tested in a scenario needs an axis."
            yield BrokenRule(path, message, "Add axis: action, metric or number.")
        if hypothesis.scenario and hypothesis.scenario not in study.scenarios:
            known = ", ".join(study.scenarios)
            message = f"there is no scenario {hypothesis.scenario}."
            yield BrokenRule((*path, "scenario"), message, f"Use one of: {known}.")
