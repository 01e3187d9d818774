"""What must hold between a design space, the bundles that it is shown from, and what names it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attribution.explanations import Explanations
from attribution.settings import Axes
from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.attribution_types import AttributionType
from survey.design.definition import SurveyDefinition
from survey.design.design_space import DesignSpace, Offer
from survey.design.plan_rules import broken_plan

BundleOf = Callable[[str], Explanations | None]
"""A bundle by its name; None where it is not known what is in it."""

Place = tuple[KeyPath, Offer, str]
"""A scenario or the practice trial: its path, what it offers, and the bundle it names."""


def broken_design_space(study: SurveyDefinition, bundle_of: BundleOf) -> Iterator[BrokenRule]:
    """Every rule on axes and levels that the study breaks."""
    places = list(_places(study))
    broken = [rule for place in places for rule in _unknown_levels(study, place)]
    yield from broken
    if broken:
        return
    spaces = {path: offer.space(study.design_space) for path, offer, _bundle in places}
    for path, space in spaces.items():
        if space is None:
            message = f"{_here(path)} has no design_space, and the study has none for all."
            yield BrokenRule(path, message, "Add design_space here or to the study.")
    known = {path: space for path, space in spaces.items() if space is not None}
    for path, _offer, bundle in places:
        if path in known and (explanations := bundle_of(bundle)):
            yield from _not_in_bundle(path, known[path], explanations)
    scenarios = {str(path[-1]): space for path, space in known.items() if path[0] == "scenarios"}
    yield from _different_words(scenarios)
    yield from _preset(study, scenarios)
    offered = {name: space.levels for name, space in scenarios.items()}
    if len(offered) == len(study.scenarios):
        yield from _idle_types(study, offered)
        if study.plan:
            yield from broken_plan(study, study.plan)


def _places(study: SurveyDefinition) -> Iterator[Place]:
    for name, scenario in study.scenarios.items():
        yield ("scenarios", name), scenario, scenario.bundle
    if practice := study.tutorial.practice:
        yield ("tutorial", "practice"), practice, practice.bundle


def _here(path: KeyPath) -> str:
    return "this scenario" if path[0] == "scenarios" else "the practice trial"


def _unknown_levels(study: SurveyDefinition, place: Place) -> Iterator[BrokenRule]:
    """Levels of the study's design space that it does not have."""
    path, offer, _bundle = place
    space = offer.design_space or study.design_space
    if space is None:
        return
    for axis, levels in offer.levels.items():
        if axis not in space.axes:
            message = f"the design space has no axis {axis}."
            yield BrokenRule((*path, "levels", axis), message, f"Use {', '.join(space.axes)}.")
            continue
        for index, level in enumerate(levels):
            if level not in space.axes[axis].levels:
                yield BrokenRule(
                    (*path, "levels", axis, index),
                    f"the axis {axis} has no level {level}.",
                    f"Use one of: {', '.join(space.axes[axis].levels)}.",
                )


def _not_in_bundle(path: KeyPath, space: DesignSpace, bundle: Explanations) -> Iterator[BrokenRule]:
    """Axes and levels for which the bundle has nothing to show, or that it needs."""
    for axis in bundle.axes:
        if axis not in space.axes:
            yield BrokenRule(
                path,
                f"the bundle {bundle.name} has an axis {axis}, and the design space has none.",
                f"Add {axis} to the axes; with one level alone, nothing is left to choose on it.",
            )
    for axis, levels in space.levels.items():
        if axis not in bundle.axes:
            yield BrokenRule(
                path,
                f"the bundle {bundle.name} has no axis {axis}.",
                f"Use {', '.join(bundle.axes)}, or another bundle.",
            )
            continue
        for level in levels:
            if level not in bundle.axes[axis]:
                yield BrokenRule(
                    path,
                    f"the bundle {bundle.name} has nothing for the level {level} of {axis}.",
                    f"Use one of: {', '.join(bundle.axes[axis])}; or another bundle.",
                )


def _different_words(scenarios: Mapping[str, DesignSpace]) -> Iterator[BrokenRule]:
    """Axes and levels of one key that mean different things in two scenarios."""
    first: dict[str, tuple[str, DesignSpace]] = {}
    for name, space in scenarios.items():
        for key, axis in space.axes.items():
            other, other_space = first.setdefault(key, (name, space))
            other_axis = other_space.axes[key]
            shared = axis.levels.keys() & other_axis.levels.keys()
            if (axis.title, axis.ordered) != (other_axis.title, other_axis.ordered) or any(
                axis.title_of(level) != other_axis.title_of(level) for level in shared
            ):
                yield BrokenRule(
                    ("scenarios", name, "design_space", "axes", key),
                    f"the axis {key} means something else in the scenario {other}.",
                    "Give it the same title, order and titles of levels there, or another key.",
                )


def _preset(study: SurveyDefinition, scenarios: Mapping[str, DesignSpace]) -> Iterator[BrokenRule]:
    preset = study.tool.preset
    if preset is None:
        return
    missing: dict[str, BrokenRule] = {}
    for name, space in scenarios.items():
        for axis, levels in space.levels.items():
            if axis not in preset:
                message = f"the preset has no level of {axis}, an axis of the scenario {name}."
                rule = BrokenRule(("tool", "preset"), message, f"Add {axis}: {levels[0]}.")
                missing.setdefault(axis, rule)
            elif preset[axis] not in levels:
                yield BrokenRule(
                    ("tool", "preset", axis),
                    f"{preset[axis]} is not offered in the scenario {name}.",
                    f"Use one of: {', '.join(levels)}.",
                )
    yield from missing.values()
    for axis in preset:
        if scenarios and not any(axis in space.axes for space in scenarios.values()):
            known = ", ".join(dict.fromkeys(key for s in scenarios.values() for key in s.axes))
            yield BrokenRule(("tool", "preset", axis), f"there is no axis {axis}.", f"Use {known}.")


def _idle_types(study: SurveyDefinition, offered: Mapping[str, Axes]) -> Iterator[BrokenRule]:
    """Types that name what the study does not have, or that nobody could choose."""
    spaces = [*offered.values(), *([study.design_space.levels] if study.design_space else [])]
    for index, kind in enumerate(study.attribution_types):
        if unknown := list(_unknown_in_type(kind, spaces, ("attribution_types", index))):
            yield from unknown
        elif not any(kind.stands_in(levels) for levels in offered.values()):
            yield BrokenRule(
                ("attribution_types", index),
                f"no setting of any scenario stands for {kind.title}, so nobody could choose it.",
                "Name axes and levels that can be chosen, or take it out.",
            )


def _unknown_in_type(
    kind: AttributionType, spaces: Sequence[Axes], path: KeyPath
) -> Iterator[BrokenRule]:
    for axis, levels in kind.levels.items():
        known = dict.fromkeys(level for space in spaces for level in space.get(axis, ()))
        if not known:
            axes = ", ".join(dict.fromkeys(key for space in spaces for key in space))
            yield BrokenRule((*path, "levels", axis), f"there is no axis {axis}.", f"Use {axes}.")
            continue
        for number, level in enumerate(levels):
            if level not in known:
                yield BrokenRule(
                    (*path, "levels", axis, number),
                    f"the axis {axis} has no level {level}.",
                    f"Use one of: {', '.join(known)}.",
                )
