from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core.command_errors import errors_as_sentences
from operations.change_log import head_of_changes, knows_change, problems_of_changes
from operations.errors import OperationsError
from survey.audit_chain.verify import problems_of_chains
from survey.audit_chain.verify_version import (
    head_of,
    knows,
    problems_of_anchors,
    problems_of_content,
    problems_of_people,
)
from survey.studies.models import Study, StudyVersion


class Command(BaseCommand):
    help = "Say whether anything submitted, or the log of changes, was altered behind our back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument(
            "--known",
            metavar="DIGEST",
            help="a head noted earlier, of a version or of the log, which has to be there still",
        )

    def handle(self, *, study: str, known: str | None, **_: Any) -> None:
        with errors_as_sentences(OperationsError):
            loaded = Study.objects.filter(slug=study).first()
            if loaded is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            versions = list(loaded.versions.order_by("loaded_at", "pk"))
            problems = [problem for version in versions for problem in self._problems(version)]
            problems += problems_of_changes()
            number, head = head_of_changes()
            self.stdout.write(f"log of changes: {number} entries, head {head}")
            if known and not (
                knows_change(known) or any(knows(version, known) for version in versions)
            ):
                problems.append(
                    f"Neither a version of {study} nor the log of changes has the head {known}: "
                    "entries were cut off, or written anew."
                )
        for problem in problems:
            self.stdout.write(problem)
        if problems:
            raise CommandError(
                f"{len(problems)} things are not as they were stored. Compare with a backup, and "
                "do not report on this study before you know why."
            )
        self.stdout.write("Everything is as it was submitted, and the log of changes is whole.")

    def _problems(self, version: StudyVersion) -> list[str]:
        head = head_of(version)
        self.stdout.write(f"{version}: {head.number} entries, head {head.digest}")
        problems = [
            *problems_of_content(version),
            *problems_of_anchors(version),
            *problems_of_people(version),
        ]
        chains = problems_of_chains(version)
        for problems_of_chain in tqdm(
            chains, total=version.chains.count(), desc=str(version), unit=" people", leave=False
        ):
            problems += problems_of_chain
        return problems
