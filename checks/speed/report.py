"""A report on 100,000 simulated participants: CPU seconds by stage and format, and memory.

`python -m checks.speed.report [PEOPLE] [--keep FOLDER] [--turns N]`. Writing the participants takes
some minutes and is not measured; a database that is kept in a folder is measured again without
that. Of the turns, each in a process of its own, the best counts.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from contextlib import nullcontext
from pathlib import Path

from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.temporary_database import demo_environment
from survey.population import Population


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the database stays")
    parser.add_argument("--turns", type=int, default=3)
    asked = parser.parse_args()
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ) | demo_environment(folder)
        written = Path(folder) / "written"
        if not written.exists():
            run("crowd", environment, str(asked.people))
            written.touch()
        for _turn in range(asked.turns):
            run("measure", environment)


def run(step: str, environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "checks.speed.report", step, *arguments]
    subprocess.run(command, env=environment, check=True)


def crowd(people: int) -> None:
    from django.core.management import call_command

    from checks.support.simulated_crowd import write_crowd
    from survey.models import StudyVersion

    call_command("migrate", verbosity=0)
    for command in (*LOAD_EFFECTS, LOAD_STUDY):
        call_command(*command, verbosity=0)
    start = time.perf_counter()
    write_crowd(StudyVersion.objects.get(), people, seed=1)
    print(f"{people:,} participants written in {time.perf_counter() - start:.0f} s")


def measure() -> None:
    start = time.process_time()
    from analysis.report.build import build_report
    from analysis.report.observe import study_observations
    from analysis.report.writers import FORMATS, written
    from survey.models import Study

    lap("importing", start)
    reading = time.process_time()
    observations = study_observations(Study.objects.get(), Population.SIMULATED)
    lap("reading", reading)
    computing = time.process_time()
    report = build_report(observations)
    lap("computing", computing)
    for name in FORMATS:
        writing = time.process_time()
        written(report, (name,))
        lap(name, writing)
        if name == "html":
            lap("up to html", start)
    lap("all", start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{observations.flow.analysed:,} analysed; at most {memory:.0f} MB")


def lap(stage: str, since: float) -> None:
    print(f"{stage:>10}  {time.process_time() - since:6.2f} s", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] in (["crowd"], ["measure"]):
        import django

        django.setup()
        if sys.argv[1] == "crowd":
            crowd(int(sys.argv[2]))
        else:
            measure()
    else:
        main()
