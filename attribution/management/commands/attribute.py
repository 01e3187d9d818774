from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from attribution.errors import AttributionError
from attribution.management.attribute import options as options_of
from attribution.management.attribute.options import (
    DRAFT_OPTIONS,
    RULE_OPTIONS,
    RUN_OPTIONS,
    SCENARIO_OPTIONS,
    given,
    spelled,
)
from core.command_errors import errors_as_sentences

if TYPE_CHECKING:
    from attribution.effects.scenario import Scenario

NEEDS_MORE = (
    "Computing effects needs packages that the demo does without ({missing} is missing). "
    "Install them with: .venv/bin/python -m pip install --no-deps --require-hashes "
    "-r requirements/attribution.txt"
)

DRAFTED = ("table", "texts", "series")
"""Kinds of data that a scenario file is always drafted for; images are also run without one."""

SUFFIXES = (".yaml", ".yml")


class Command(BaseCommand):
    help = (
        "Retrain a scenario's model under every intervention and bundle the effects; draft the "
        "file of a scenario of one's own; or bundle explanations that are computed from effects."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        options_of.add_options(parser)

    def handle(self, *, scenario: str, **options: Any) -> None:
        options_of.check(options)
        with errors_as_sentences(AttributionError), _packages():
            if scenario in DRAFTED or (scenario == "images" and options["draft"]):
                self._draft(scenario, options)
            elif scenario.endswith(SUFFIXES):
                self._run_file(Path(scenario), options)
            else:
                self._run_shipped(scenario, options)

    def _draft(self, kind: str, options: dict[str, Any]) -> None:
        """Write a scenario file and, with --run, run it."""
        from attribution.management.attribute.drafts import write_draft

        out: Path | None = options["out"]
        is_file = out is not None and out.suffix in SUFFIXES
        unused = given(options, (*RUN_OPTIONS, *RULE_OPTIONS, "device"))
        if not options["run"] and (unused or not (out is None or is_file)):
            raise CommandError(
                f"Only a run takes {spelled(unused) or 'a folder as --out'}: leave it out, or add "
                "--run."
            )
        drafted = write_draft(kind, options, out if is_file else None)
        for sentence in drafted.sentences():
            self.stdout.write(sentence)
        if not options["run"]:
            self.stdout.write(f"Then run it: needfinder attribute {drafted.file}")
            return
        if drafted.draft.problems:
            raise CommandError(f"Nothing was run. Mend it: needfinder attribute {drafted.file}")
        said = [*DRAFT_OPTIONS, *(name for name in SCENARIO_OPTIONS if name != "device")]
        out = None if is_file else out
        self._run_file(drafted.file, {**options, **dict.fromkeys(said), "out": out})

    def _run_file(self, file: Path, options: dict[str, Any]) -> None:
        from attribution.management.attribute.runs import own_scenario

        said = [*DRAFT_OPTIONS, *(name for name in SCENARIO_OPTIONS if name != "device"), "effects"]
        if unused := given(options, said):
            raise CommandError(
                f"{file} says what {spelled(unused)} would: leave it out, and change the file."
            )
        scenario = own_scenario(file, options)
        self._refuse_name_that_ships(scenario.name, file)
        self._run(scenario, options)

    def _refuse_name_that_ships(self, name: str, file: Path) -> None:
        """A bundle of that name would be shown in place of the shipped one."""
        from attribution.scenarios import PANELS, SCENARIO_FILES, SCENARIOS

        if name in {*SCENARIOS, *PANELS} and not file.resolve().is_relative_to(SCENARIO_FILES):
            raise CommandError(f"A scenario that ships is called {name}: give yours another name.")

    def _run_shipped(self, name: str, options: dict[str, Any]) -> None:
        from attribution.management.attribute.runs import shipped_scenario

        if unused := given(options, DRAFT_OPTIONS):
            raise CommandError(f"The scenario {name} takes no {spelled(unused)}: leave it out.")
        if not self._makes_panels(name, options):
            self._run(shipped_scenario(name, options), options)

    def _makes_panels(self, name: str, options: dict[str, Any]) -> bool:
        """Write a bundle of explanations, if the name is that of one."""
        from attribution.management.attribute.runs import panels_of
        from attribution.scenarios import PANELS

        if name not in PANELS:
            if options["effects"] is not None:
                raise CommandError("Only bundles of explanations take --effects: leave it out.")
            return False
        unused = given(options, (*RUN_OPTIONS, *RULE_OPTIONS, *SCENARIO_OPTIONS))
        if unused or options["as_published"] or options["jobs"] > 1:
            raise CommandError(
                f"{name} is made of effects that are there, and trains nothing under an "
                "intervention: leave out all options but --effects and --out."
            )
        bundle = (options["out"] or Path("runs") / name) / "bundle"
        panels_of(name, options["effects"]).write(bundle)
        self.stdout.write(f"The bundle is in {bundle}.")
        self.stdout.write(f"Load it with: needfinder load_effects {bundle}")
        return True

    def _run(self, scenario: "Scenario", options: dict[str, Any]) -> None:
        from attribution.management.attribute.runs import check_explainable, run

        folder = options["out"] or Path("runs") / scenario.name
        if options["explain"]:
            check_explainable(scenario)
        outcome = run(scenario, folder, options)
        if outcome.bundle is None:
            self.stdout.write(
                f"This share is done; other shares of the {outcome.waiting_for} stage are not. "
                "Run this command again once they are."
            )
            return
        self.stdout.write(f"The bundle is in {outcome.bundle}.")
        if options["methods"]:
            self.stdout.write("The scores of attribution methods are beside it, in methods.json.")
        study: Path | None = options["study"]
        if study is not None:
            self._write_study(outcome.bundle, study)
        photos = " --photos CUB_200_2011" if scenario.name == "birds" else ""
        self.stdout.write(f"Load it with: needfinder load_effects {outcome.bundle}{photos}")
        if study is None:
            self.stdout.write(
                "Then load a study that shows it: needfinder load_study STUDY.yaml (--study FOLDER "
                "writes one)"
            )
        else:
            self.stdout.write(f"Then load the study: needfinder load_study {study / 'study.yaml'}")
        if options["explain"]:
            self._explain(scenario, outcome.bundle, folder / "explanations")

    def _explain(self, scenario: "Scenario", bundle: Path, folder: Path) -> None:
        from attribution.management.attribute.runs import explain

        explain(scenario, bundle, folder)
        self.stdout.write(f"Explanations of the errors are in {folder}.")
        self.stdout.write(f"Load them with: needfinder load_effects {folder}")

    def _write_study(self, bundle: Path, folder: Path) -> None:
        from attribution.scenario_files.study.writing import write_study

        study, brief = write_study(bundle, folder, timezone.localdate())
        self.stdout.write(f"{study} is written: edit what stands beside a TODO.")
        self.stdout.write(f"{brief} is written: make it your own.")


@contextmanager
def _packages() -> Iterator[None]:
    """Say how to install a package that is missing."""
    try:
        yield
    except ModuleNotFoundError as problem:
        raise CommandError(NEEDS_MORE.format(missing=problem.name)) from problem
