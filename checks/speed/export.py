"""A data package of 100,000 simulated participants: seconds, size and peak memory.

`python -m checks.speed.export [PARTICIPANTS]`. Memory should hardly grow with their number.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.temporary_database import demo_environment


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= demo_environment(folder)
        if child := os.fork():
            os.waitpid(child, 0)  # in a process of its own, whose memory does not count
        else:
            prepare(people)
            os._exit(0)
        measure(people, Path(folder) / "package")


def prepare(people: int) -> None:
    import django

    django.setup()

    from django.conf import settings
    from django.core.management import call_command

    from checks.support.simulated_crowd import write_crowd
    from survey.models import StudyVersion

    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)
    for command in (*LOAD_EFFECTS, LOAD_STUDY):
        call_command(*command)
    start = time.perf_counter()
    write_crowd(StudyVersion.objects.get(), people, seed=1)
    print(f"{people} participants written in {time.perf_counter() - start:.0f} s")


def measure(people: int, folder: Path) -> None:
    import django

    django.setup()

    from analysis.export.package import package_files
    from analysis.export.scope import Scope
    from analysis.export.writing import write_folder
    from survey.models import Study
    from survey.population import Population

    before = peak_megabytes()
    start, used = time.perf_counter(), time.process_time()
    study = Study.objects.get()
    write_folder(package_files(Scope(study, Population.SIMULATED)), folder, study=study.slug)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    print(
        f"exported in {time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of "
        f"CPU), {size:.0f} MB; memory {before:.0f} MB before, {peak_megabytes():.0f} MB at the peak"
    )


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
