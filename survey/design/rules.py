"""What must hold between the parts of a study; each part holds its own rules."""

from collections.abc import Collection, Iterator
from math import factorial

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.allocation import errors_to_draw
from survey.design.definition import SurveyDefinition
from survey.design.design_space_rules import BundleOf, broken_design_space
from survey.design.piping_rules import unfillable_placeholders
from survey.design.unique_keys import repeated_keys


def broken_practice(study: SurveyDefinition, bundle_of: BundleOf) -> Iterator[BrokenRule]:
    practice = study.tutorial.practice
    bundle = bundle_of(practice.bundle) if practice else None
    if practice is None or bundle is None:
        return
    known = bundle.errors
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
    study: SurveyDefinition, *, bundles: Collection[str], bundle_of: BundleOf
) -> Iterator[BrokenRule]:
    """Every rule that the study breaks. `bundles` names the bundles that exist."""
    yield from _missing_bundles(study, bundles)
    yield from broken_practice(study, bundle_of)
    yield from _scenarios_without_follow_up(study)
    yield from broken_design_space(study, bundle_of)
    yield from _uneven_blocks(study)
    yield from _unnamed_compensation(study)
    yield from _unseen_thanks(study)
    yield from repeated_keys(study)
    yield from unfillable_placeholders(study, bundle_of)


def _missing_bundles(study: SurveyDefinition, bundles: Collection[str]) -> Iterator[BrokenRule]:
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
                f"there is no bundle {bundle}.",
                f"Load it with `needfinder load_effects`, or use one there is: {known}.",
            )


def _scenarios_without_follow_up(study: SurveyDefinition) -> Iterator[BrokenRule]:
    if study.follow_up is not None:
        return
    for name, scenario in study.scenarios.items():
        if scenario.follow_up is None:
            message = "this scenario has no follow_up, and the study has none for all."
            yield BrokenRule(("scenarios", name), message, "Add follow_up here or to the study.")


def _uneven_blocks(study: SurveyDefinition) -> Iterator[BrokenRule]:
    orders = factorial(len(study.scenarios))
    size = study.randomisation.block_size
    if study.randomisation.scenario_order == "balanced_blocks" and size % orders:
        yield BrokenRule(
            ("randomisation", "block_size"),
            f"a block of {size} cannot hold each of the {orders} orders equally often.",
            f"Use a multiple of {orders}.",
        )


def _unnamed_compensation(study: SurveyDefinition) -> Iterator[BrokenRule]:
    # Not by the type: versions that were stored before there was an offer have none.
    if study.compensation.offer is None and study.compensation.kind != "none":
        yield BrokenRule(
            ("compensation",),
            "what people get is not named before they consent.",
            "Add offer: a sentence such as `You are paid 25 euros, by a code shown at the end.`",
        )


def _unseen_thanks(study: SurveyDefinition) -> Iterator[BrokenRule]:
    is_left = study.panel is not None and study.panel.redirect == "at_once"
    if is_left and study.compensation.kind != "none":
        yield BrokenRule(
            ("panel", "redirect"),
            "people would be sent on before they can see how they are thanked.",
            "Leave out redirect, or let the panel pay and write `kind: none`.",
        )
