"""Whether a run on several machines gives the bytes of one, though one of them dies.

`python -m checks.robustness.cluster [table] [images]`, both unless one is named. A small table and
a small folder of photographs, each described by a scenario file, are run three times: by one
process; on a Dask cluster of two workers, one of which is killed in the middle; and as an array of
three jobs of docs/how-to/attribute.slurm, one of which is killed and submitted again. What SLURM
would set is set here; it is not needed itself. Needs the extra `cluster`, and `birds` for images.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core.digests import digest
from tests.attribution.albums import class_folders
from tests.attribution.small_tables import SCENARIO, write_table
from tests.folders import PROJECT

FOREST = "{class: sklearn.ensemble.RandomForestClassifier, parameters: {n_estimators: 5}}"
"""Slow enough that something is left to do when a worker dies."""

IMAGES = """\
scenario: chairs
source: drawn for a check
data: {type: images, folder: chairs, classes: {armchair: Armchair, bench: Bench, stool: Stool}}
seeds: 2
"""

JOBS = 3
KILLED_AT = 3
"""Shards that are stored when a worker or job is killed, base models among them."""

PATIENCE = 1_200.0
"""Seconds after which a process that should have ended is given up."""


def table(folder: Path) -> Path:
    write_table(folder, rows=300)
    file = folder / "loans.yaml"
    file.write_text(SCENARIO.replace("{type: logistic}", FOREST))
    return file


def images(folder: Path) -> Path:
    class_folders(folder / "chairs", classes=3, per_class=60)
    file = folder / "chairs.yaml"
    file.write_text(IMAGES)
    return file


@dataclass(frozen=True)
class Machine:
    """A folder from which commands are typed, as in a checkout with its environment."""

    checkout: Path

    @classmethod
    def set_up(cls, checkout: Path) -> "Machine":
        programs = checkout / ".venv" / "bin"
        programs.mkdir(parents=True)
        for file in PROJECT.iterdir():
            if file.name not in {".venv", ".git", "data", "runs"}:
                (checkout / file.name).symlink_to(file)
        (programs / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (programs / "python").chmod(0o755)
        return cls(checkout)

    def start(self, *command: str, **environment: str) -> subprocess.Popen[str]:
        path = os.pathsep.join(filter(None, [str(PROJECT), os.environ.get("PYTHONPATH", "")]))
        return subprocess.Popen(
            command,
            cwd=self.checkout,
            env={**os.environ, "NEEDFINDER_MODE": "test", "PYTHONPATH": path, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def attribute(self, *arguments: object) -> subprocess.Popen[str]:
        command = (sys.executable, "manage.py", "attribute", "--traceback")
        return self.start(*command, *map(str, arguments))

    def job(self, number: int, file: Path, run: Path) -> subprocess.Popen[str]:
        script = PROJECT / "docs" / "how-to" / "attribute.slurm"
        return self.start(
            *("bash", str(script), str(file), str(run)),
            SLURM_SUBMIT_DIR=str(self.checkout),
            SLURM_ARRAY_TASK_ID=str(number),
            SLURM_ARRAY_TASK_COUNT=str(JOBS),
        )


def ended(process: subprocess.Popen[str]) -> str:
    """What a process printed; raises SystemExit where it failed."""
    printed, _ = process.communicate(timeout=PATIENCE)
    if process.returncode:
        raise SystemExit(f"{process.args!r} ended with {process.returncode}:\n{printed}")
    return printed


def killed(process: subprocess.Popen[str], run: Path, kill: Callable[[], None]) -> int:
    """Kill something once KILLED_AT shards are stored, while a process runs; how many there are."""
    while stored(run) < KILLED_AT:
        if process.poll() is not None:
            raise SystemExit(
                f"{process.args!r} ended before anything was killed:\n{ended(process)}"
            )
        time.sleep(0.05)
    kill()
    return stored(run)


def stored(run: Path) -> int:
    return len(list((run / "shards").glob("*.npz")))


def bundle_digest(run: Path) -> str:
    files = sorted(path for path in (run / "bundle").rglob("*") if path.is_file())
    return digest(b"".join(file.name.encode() + file.read_bytes() for file in files))


@contextmanager
def cluster(machine: Machine, folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a scheduler that two workers have joined, and the first of the workers."""
    from distributed import Client

    notes = folder / "scheduler.json"
    scheduler = machine.start(
        *(sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"),
        *("--port", "0", "--no-dashboard", "--scheduler-file", str(notes)),
    )
    while not notes.exists():
        time.sleep(0.1)
    workers = [
        machine.start(
            *(sys.executable, "-m", "distributed.cli.dask_worker", "--no-nanny", "--no-dashboard"),
            *("--nthreads", "1", "--scheduler-file", str(notes)),
        )
        for _ in range(2)
    ]
    address: str = json.loads(notes.read_text())["address"]
    try:
        with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(len(workers), timeout=PATIENCE)
        yield address, workers[0]
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def on_dask(machine: Machine, file: Path, folder: Path) -> str:
    run = folder / "dask"
    with cluster(machine, folder) as (address, doomed):
        process = machine.attribute(file, "--out", run, "--backend", "dask", "--scheduler", address)
        at = killed(process, run, lambda: os.kill(doomed.pid, signal.SIGKILL))
        ended(process)
    return f"a worker of two killed at shard {at} of {stored(run)}"


def as_an_array(machine: Machine, file: Path, folder: Path) -> str:
    run = folder / "array"
    jobs = [machine.job(number, file, run) for number in range(1, JOBS + 1)]
    at = killed(jobs[1], run, lambda: os.killpg(jobs[1].pid, signal.SIGKILL))
    jobs[1].wait()
    for job in (jobs[0], jobs[2]):
        ended(job)
    lost = stored(run)
    ended(machine.job(2, file, run))
    for job in [machine.job(number, file, run) for number in range(1, JOBS + 1)]:
        ended(job)
    return f"a job of three killed at shard {at}, {lost} there when it began again, {stored(run)}"


def check(name: str, describe: Callable[[Path], Path]) -> bool:
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        machine = Machine.set_up(folder / "checkout")
        file = describe(folder)
        start = time.perf_counter()
        ended(machine.attribute(file, "--out", folder / "alone"))
        alone = bundle_digest(folder / "alone")
        took = time.perf_counter() - start
        print(f"{name}: {stored(folder / 'alone')} shards by one process in {took:.0f} s")
        same = True
        for way, run in (("dask", on_dask), ("array", as_an_array)):
            start = time.perf_counter()
            saw = run(machine, file, folder)
            is_same = bundle_digest(folder / way) == alone
            took = time.perf_counter() - start
            print(f"  {way}: {saw}; {took:.0f} s; {'the same' if is_same else 'OTHER'} bytes")
            same = same and is_same
            shutil.rmtree(folder / way)
    return same


def main(names: list[str]) -> None:
    kinds = {"table": table, "images": images}
    outcomes = [check(name, kinds[name]) for name in names or list(kinds)]
    if not all(outcomes):
        raise SystemExit("Some bundles have other bytes than that of one process.")


if __name__ == "__main__":
    main(sys.argv[1:])
