"""Four designs from registration to report: one test, the founding plan, a strict one, and none.

`python -m checks.walkthrough.four_plans FOLDER [PEOPLE]` registers, simulates and reports them in
a temporary database, in every format, and ends with an error where a report does not keep to its
plan. FOLDER then holds the reports, to be read as a reviewer would.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.temporary_database import demo_environment

PEOPLE = 31
FORMATS = "html,pdf,latex,csv,xlsx,json"
CHOICES = """\
image:
  action: {removal: 3, label_change: 5, upweighting: 2}
  metric: {loss: 6, true_class_probability: 3, predicted_class_probability: 1}
  number: {1: 0.2, 5: 0.2, 10: 0.6}
tabular:
  number: {1: 0.3, 5: 0.1, 10: 0.6}
"""
FOUNDING = Path("fixtures/studies/tda-needfinding/study.yaml")
CODEBOOK = Path("fixtures/codebooks/tda-needfinding.yaml")
PLANS: Mapping[str, str] = {
    "one-test": """\
plan:
  hypotheses:
    - {key: number, text: Numbers are not spread evenly., axis: number, scenario: tabular}
""",
    "strict": """\
plan:
  alpha: 0.001
  correction: bonferroni
  bayes_factor: true
  hypotheses:
    - {key: action, text: Not all actions are chosen equally often., axis: action, scenario: both}
    - {key: number, text: Larger numbers are chosen more often., axis: number, test: trend}
    - {key: change, text: People choose other numbers for tables., axis: number, test: change}
    - {key: gender, text: Not all answers on gender are equally frequent., question: gender}
  exclusions:
    - {key: too_fast, title: Faster than reading, text: Somebody finished in under two minutes.}
""",
    "no-plan": "plan: null\n",
}


def main() -> None:
    folder = Path(sys.argv[1])
    people = int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE
    with tempfile.TemporaryDirectory() as data:
        environment = dict(os.environ) | demo_environment(data)
        run = [sys.executable, "-m", "checks.walkthrough.four_plans", "steps"]
        subprocess.run([*run, str(folder.resolve()), str(people)], env=environment, check=True)


def steps(folder: Path, people: int) -> None:
    from django.core.management import call_command

    folder.mkdir(parents=True, exist_ok=True)
    choices = folder / "choices.yaml"
    choices.write_text(CHOICES)
    call_command("migrate", verbosity=0)
    for command in (*LOAD_EFFECTS, LOAD_STUDY):
        call_command(*command, verbosity=0)
    shutil.copytree(FOUNDING.parent, folder / "studies" / FOUNDING.parent.name, dirs_exist_ok=True)
    for name, plan in PLANS.items():
        file = folder / "studies" / name / "study.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f'extends: ../{FOUNDING.parent.name}/study.yaml\nstudy: {name}\nversion: "1.0"\n'
        file.write_text(head + f"target_sample_size: {people}\n" + plan)
        call_command("load_study", str(file), verbosity=0)
    for study in ("tda-needfinding", *PLANS):
        if study != "no-plan":
            call_command("preregister", study, "--register", "--participants", str(people))
            call_command("preregister", study, "--out", str(folder / f"{study}.md"))
        if study == FOUNDING.parent.name:
            _simulate_with_coders(people)
        else:
            simulated = ("--participants", str(people), "--seed", "11", "--choices", str(choices))
            call_command("simulate", study, *simulated, verbosity=0)
        if study == "strict":
            _exclude_one(study)
        out = folder / study
        call_command("report", study, "--simulated", "--out", str(out), "--format", FORMATS)
        report = json.loads((out / "simulated-report.json").read_text())
        call_command("report", study, "--verify", str(out / "simulated-report.json"))
        _hold_to_plan(study, report)


def _exclude_one(study: str) -> None:
    """By the rule of the plan, chosen by its key as the admin does."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from analysis.records.exclude import exclude
    from survey.participation.models import Participant

    person = Participant.objects.filter(version__study__slug=study, state="completed").first()
    assert person is not None, "somebody completed"  # noqa: S101
    account, _ = User.objects.get_or_create(username="rosa")
    exclude(person, "too_fast", by=account, now=timezone.now())


def _simulate_with_coders(people: int) -> None:
    """Participants of the founding study, and two coders who read what they wrote."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from analysis.coding.codebooks.codebook_file import read_codebook
    from analysis.coding.simulation.seeding import seed_study
    from survey.studies.find import current_version

    version = current_version(FOUNDING.parent.name)
    assert version is not None, "it was loaded just now"  # noqa: S101
    coders = [User.objects.create(username=name) for name in ("ann", "ben")]
    book = read_codebook(CODEBOOK)
    for _step in seed_study(version, book, coders, participants=people, seed=7, now=timezone.now()):
        pass


def _hold_to_plan(study: str, report: Mapping[str, Any]) -> None:
    """Raises SystemExit where a report says that the study departs from its plan."""
    text = json.dumps(report, ensure_ascii=False)
    first = report["summary"][0]["text"]
    print(f"\n{study}: {first}\n")
    if "departs from its plan" in text:
        raise SystemExit(f"{study}: the report finds deviations from a plan that was kept.")
    if ("No plan was registered" in first) != (study == "no-plan"):
        raise SystemExit(f"{study}: the first sentence is not of the plan.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["steps"]:
        import django

        django.setup()
        steps(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
