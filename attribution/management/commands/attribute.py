from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from attribution.errors import AttributionError
from core.command_errors import errors_as_sentences

NEEDS_MORE = (
    "Computing effects needs packages that the demo does without ({missing} is missing). "
    "Install them with: .venv/bin/python -m pip install --no-deps --require-hashes "
    "-r requirements/attribution.txt"
)

RUN_OPTIONS = ("seeds", "shard", "backend", "scheduler", "most_hours")
RULE_OPTIONS = ("gate", "direction", "most")
SCENARIO_OPTIONS = ("cub_root", "data", "classes", "source", "recipe", "checkpoint", "device")


class Command(BaseCommand):
    help = (
        "Retrain a scenario's model under every intervention and bundle the effects, or bundle "
        "explanations that are computed from such effects."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scenario", help="such as loan, or loan-explanations")
        parser.add_argument(
            "--seeds", type=int, help="how many seeds the ensemble has (10; the paper had 1)"
        )
        parser.add_argument("--jobs", type=int, default=1, help="worker processes (1)")
        parser.add_argument("--shard", help="this process's share of the work, such as 2/8")
        parser.add_argument("--out", type=Path, help="the run's folder (runs/SCENARIO)")
        parser.add_argument("--backend", choices=["dask"], help="train on a cluster's workers")
        parser.add_argument("--scheduler", help="the address of the Dask scheduler")
        parser.add_argument("--most-hours", type=float, help="refuse what takes longer (72)")
        rule = parser.add_argument_group("which training samples are listed as relevant")
        rule.add_argument("--gate", help="the test they pass: t, q, nguyen or none (t)")
        rule.add_argument("--direction", help="helpful or any (helpful)")
        rule.add_argument(
            "--most", type=int, help="how many a list has at most (10, or 50 with collection)"
        )
        rule.add_argument(
            "--as-published",
            action="store_true",
            help="one seed, the test of Nguyen et al., any direction; birds: full fine-tuning",
        )
        of_scenario = parser.add_argument_group("options of birds and images")
        of_scenario.add_argument("--cub-root", type=Path, help="birds: the folder CUB_200_2011")
        of_scenario.add_argument("--data", type=Path, help="images: a folder for each class")
        of_scenario.add_argument("--classes", nargs="+", help="only these classes")
        of_scenario.add_argument("--source", help="images: where they come from, and their licence")
        of_scenario.add_argument("--recipe", help="frozen-backbone or full-fine-tuning")
        of_scenario.add_argument("--checkpoint", type=Path, help="weights to fine-tune from")
        of_scenario.add_argument("--device", help="cpu or cuda")
        of_panels = parser.add_argument_group("option of loan-explanations")
        of_panels.add_argument(
            "--effects", type=Path, help="the bundle of the loan's effects (fixtures/effects/loan)"
        )

    def handle(self, *, scenario: str, out: Path | None, **options: Any) -> None:
        if options["jobs"] < 1 or (options["seeds"] is not None and options["seeds"] < 1):
            raise CommandError("--seeds and --jobs take whole numbers from 1 upwards.")
        if options["as_published"] and any(
            options[name] is not None for name in ("seeds", *RULE_OPTIONS)
        ):
            raise CommandError(
                "--as-published settles the seeds and which samples are listed: leave out "
                "--seeds, --gate, --direction and --most."
            )
        if bool(options["backend"]) != bool(options["scheduler"]):
            raise CommandError("--backend dask and --scheduler ADDRESS go together.")
        folder = out or Path("runs") / scenario
        with errors_as_sentences(AttributionError):
            if panels := panels_of(scenario, options):
                panels.write(folder / "bundle")
                self._say_where(folder / "bundle")
                return
            outcome = run_scenario(scenario, folder, options)
        if outcome.bundle is None:
            self.stdout.write(
                f"This share is done; other shares of the {outcome.waiting_for} stage are not. "
                "Run this command again once they are."
            )
        else:
            self._say_where(outcome.bundle, " --photos CUB_200_2011" if scenario == "birds" else "")

    def _say_where(self, bundle: Path, photos: str = "") -> None:
        self.stdout.write(f"The bundle is in {bundle}.")
        self.stdout.write(f"Load it with: needfinder load_effects {bundle}{photos}")


def panels_of(name: str, options: dict[str, Any]) -> Any:
    """What bundles of panels are made of; None for a scenario. Raises AttributionError."""
    try:
        from attribution.scenarios import PANELS

        if name not in PANELS:
            if options["effects"] is not None:
                raise CommandError("Only bundles of explanations take --effects: leave it out.")
            return None
        unused = (*RUN_OPTIONS, *RULE_OPTIONS, *SCENARIO_OPTIONS)
        given = [option for option in unused if options[option] is not None]
        if given or options["as_published"] or options["jobs"] > 1:
            raise CommandError(
                f"{name} is made of effects that are there, and trains nothing under an "
                "intervention: leave out all options but --effects and --out."
            )
        chosen = {} if options["effects"] is None else {"effects": options["effects"]}
        return PANELS[name](**chosen)
    except ModuleNotFoundError as problem:
        raise CommandError(NEEDS_MORE.format(missing=problem.name)) from problem


def run_scenario(name: str, folder: Path, options: dict[str, Any]) -> Any:
    """Run or resume a scenario with the options of a command; raises AttributionError."""
    # Imported here: they are slow, and the demo is installed without some of them.
    try:
        from attribution.command_progress import ProgressBars
        from attribution.effects.pipeline import MOST_HOURS, run_attribution
        from attribution.scenarios import scenario_named
        from attribution.training.cluster import connected
        from attribution.training.job_share import JobShare
    except ModuleNotFoundError as problem:
        raise CommandError(NEEDS_MORE.format(missing=problem.name)) from problem

    scenario = scenario_named(name, **scenario_options(name, options))
    if options["as_published"]:
        scenario = scenario.as_published()
    else:
        rule = {name: options[name] for name in RULE_OPTIONS if options[name] is not None}
        scenario = scenario.with_rule(scenario.rule.with_words(**rule))
    if options["seeds"] is not None:
        scenario = scenario.with_seeds(range(options["seeds"]))
    share = JobShare.parse(options["shard"]) if options["shard"] else None
    cluster = connected(options["scheduler"]) if options["scheduler"] else nullcontext()
    with cluster, ProgressBars() as report:
        return run_attribution(
            scenario,
            folder,
            jobs=options["jobs"],
            share=share,
            report=report,
            backend=options["backend"],
            most_hours=MOST_HOURS if options["most_hours"] is None else options["most_hours"],
        )


def scenario_options(scenario: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options for the scenario itself that were given."""
    options_of_scenario = {
        name: options[name] for name in SCENARIO_OPTIONS if options.get(name) is not None
    }
    if scenario == "birds" and options["as_published"]:
        options_of_scenario.setdefault("recipe", "full-fine-tuning")
    return options_of_scenario
