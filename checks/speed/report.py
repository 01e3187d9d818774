"""A report on 100,000 simulated participants: seconds by stage and format, and memory.

`python -m checks.speed.report [PEOPLE]`, in a temporary database. Writing the participants takes
some minutes and is not measured.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time

from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.temporary_database import demo_environment
from survey.population import Population


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ) | demo_environment(folder)
        for step in ("crowd", "measure"):
            run = [sys.executable, "-m", "checks.speed.report", step, str(people)]
            subprocess.run(run, env=environment, check=True)


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
    start = time.perf_counter()
    from analysis.report.build import build_report
    from analysis.report.observe import study_observations
    from analysis.report.writers import FORMATS, written
    from survey.models import Study

    observations = study_observations(Study.objects.get(), Population.SIMULATED)
    lap("reading", start)
    computing = time.perf_counter()
    report = build_report(observations)
    lap("computing", computing)
    for name in FORMATS:
        writing = time.perf_counter()
        written(report, (name,))
        lap(name, writing)
    lap("all", start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{observations.flow.analysed:,} analysed; at most {memory:.0f} MB")


def lap(stage: str, since: float) -> None:
    print(f"{stage:>10}  {time.perf_counter() - since:6.2f} s", flush=True)


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
