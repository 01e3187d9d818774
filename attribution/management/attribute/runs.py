"""Runs a scenario that ships, or one that a file describes."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribution.management.attribute.options import RULE_OPTIONS, SCENARIO_OPTIONS, given

if TYPE_CHECKING:
    from attribution.effects.pipeline import Outcome
    from attribution.effects.scenario import Scenario
    from attribution.panels.writer import PanelWriter


def shipped_scenario(name: str, options: dict[str, Any]) -> "Scenario":
    """A scenario that ships, or `images`, with the options of a command.

    Raises AttributionError.
    """
    from attribution.scenarios import scenario_named

    of_scenario = {option: options[option] for option in given(options, SCENARIO_OPTIONS)}
    if name == "birds" and options["as_published"]:
        of_scenario.setdefault("recipe", "full-fine-tuning")
    return scenario_named(name, **of_scenario)


def own_scenario(file: Path, options: dict[str, Any]) -> "Scenario":
    """The scenario of a file; raises AttributionError with every problem of file and data."""
    from attribution.scenario_files.building import scenario_of
    from attribution.scenario_files.reading import read_scenario_file

    return scenario_of(read_scenario_file(file), device=options["device"] or "cpu")


def run(scenario: "Scenario", folder: Path, options: dict[str, Any]) -> "Outcome":
    """Run or resume a scenario with the options of a command; raises AttributionError."""
    from attribution.command_progress import ProgressBars
    from attribution.effects.pipeline import MOST_HOURS, Outcome, run_attribution
    from attribution.training.cluster import connected
    from attribution.training.job_share import JobShare

    scenario = _with_options(scenario, options)
    share = JobShare.parse(options["shard"]) if options["shard"] else None
    cluster = connected(options["scheduler"]) if options["scheduler"] else nullcontext()
    of_workers = {"jobs": options["jobs"], "share": share, "backend": options["backend"]}
    hours = MOST_HOURS if options["most_hours"] is None else options["most_hours"]
    with cluster, ProgressBars() as report:
        outcome = run_attribution(scenario, folder, report=report, most_hours=hours, **of_workers)
        if outcome.bundle is None or not options["methods"]:
            return outcome
        from attribution.estimates.compare import compare_methods

        scores = compare_methods(scenario, folder, report=report, **of_workers)
        return outcome if scores else Outcome(None, waiting_for="subsets")


def check_explainable(scenario: "Scenario") -> None:
    """Raises AttributionError where a run of the scenario could not be explained afterwards."""
    from attribution.local_explanations.texts.class_scores import class_scores
    from attribution.local_explanations.texts.explained_texts import require_words

    require_words(scenario.dataset)
    class_scores(scenario.with_seeds(scenario.seeds[:2]))


def explain(scenario: "Scenario", bundle: Path, folder: Path) -> None:
    """Write a bundle of explanations of a run's errors; raises AttributionError."""
    from attribution.effects.bundle_reader import read_bundle
    from attribution.local_explanations.texts.panels import text_explanations

    name = f"{scenario.name}-explanations"
    text_explanations(name, scenario, read_bundle(bundle)).write(folder)


def _with_options(scenario: "Scenario", options: dict[str, Any]) -> "Scenario":
    from attribution.effects.candidates import Candidates

    if options["as_published"]:
        scenario = scenario.as_published()
    else:
        rule = {name: options[name] for name in given(options, RULE_OPTIONS)}
        scenario = scenario.with_rule(scenario.rule.with_words(**rule))
    if options["candidates"] is not None:
        scenario = scenario.with_candidates(Candidates(options["candidates"]))
    if options["seeds"] is not None:
        scenario = scenario.with_seeds(range(options["seeds"]))
    return scenario


def panels_of(name: str, effects: Path | None) -> "PanelWriter":
    """What the bundle of panels of this name is made of; raises AttributionError."""
    from attribution.scenarios import PANELS

    return PANELS[name](**({} if effects is None else {"effects": effects}))
