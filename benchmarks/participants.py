"""Whole participations against a real server on this computer: pages a second, and waiting times.

`python -m benchmarks.participants`, in an environment that has gunicorn as well. Participants have
no time to think: each sends the next page as soon as the last one is there.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from benchmarks.traveller import Traveller

PORT = 8765
SERVER = [
    "-m", "gunicorn", "config.wsgi", "--workers=2", "--worker-class=gthread", "--threads=4",
    f"--bind=127.0.0.1:{PORT}", "--log-level=warning", "--backlog=256",
]  # fmt: skip
JOURNEYS = {1: 10, 8: 48, 32: 64, 64: 64}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NEEDFINDER_MODE": "demo", "NEEDFINDER_DATA_DIR": folder}
        prepare(environment)
        server = subprocess.Popen([sys.executable, *SERVER], env=environment)
        try:
            wait_for_it()
            print("participants  journeys  pages/s  requests/s  p50 ms  p95 ms  p99 ms  Apply p50")
            before = cpu_of_children()
            for present, journeys in JOURNEYS.items():
                print(measured(present, journeys), flush=True)
        finally:
            server.terminate()
            server.wait()
        used = cpu_of_children() - before
        print(
            f"server: {used / sum(JOURNEYS.values()) * 1000:.0f} ms of CPU a journey, of all above"
        )


def cpu_of_children() -> float:
    """Seconds used by processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def prepare(environment: dict[str, str]) -> None:
    study = "fixtures/studies/tda-needfinding/study.yaml"
    effects = [str(each.parent) for each in Path("fixtures/effects").glob("*/manifest.json")]
    for command in (
        ["migrate", "-v0"], *(["load_effects", each] for each in effects), ["load_study", study],
        ["open_study", "tda-needfinding", "--quota", "100000"],
    ):  # fmt: skip
        subprocess.run(
            [sys.executable, "manage.py", *command], env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip


def wait_for_it() -> None:
    for _ in range(100):
        try:
            Traveller(PORT).get("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server does not answer")


def measured(present: int, journeys: int) -> str:
    start = time.perf_counter()
    with ThreadPoolExecutor(present) as pool:
        done = list(pool.map(travelled, range(journeys)))
    took = time.perf_counter() - start
    pages = [wait * 1000 for traveller in done for wait in traveller.pages]
    applies = [wait * 1000 for traveller in done for wait in traveller.applies]
    requests = sum(traveller.requests for traveller in done)
    cuts = quantiles(pages, n=100)
    return (
        f"{present:12}  {journeys:8}  {len(pages) / took:7.0f}  {requests / took:10.0f}"
        f"  {cuts[49]:6.0f}  {cuts[94]:6.0f}  {cuts[98]:6.0f}  {median(applies):9.1f}"
    )


def travelled(_number: int) -> Traveller:
    traveller = Traveller(PORT)
    traveller.take_part()
    return traveller


if __name__ == "__main__":
    main()
