"""A whole run of `attribute` in a new process, compilation included: seconds and memory.

`python -m checks.speed.complete_run [loan|fashion|iris]`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUN = """
import resource, sys
from pathlib import Path
from joblib.externals.loky import get_reusable_executor
from attribution.effects.pipeline import run_attribution
from attribution.scenarios import scenario_named

scenario = scenario_named(sys.argv[1]).with_seeds(range(int(sys.argv[2])))
run_attribution(scenario, Path(sys.argv[3]), jobs=2)
get_reusable_executor().shutdown()  # processes are counted once they have ended
own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
seconds = sum(used.ru_utime + used.ru_stime for used in (own, workers))
print(f"{seconds:.1f} CPU s; {own.ru_maxrss / 1024:.0f} MB at most", end="")
print(f", and {workers.ru_maxrss / 1024:.0f} MB in each worker" if workers.ru_utime else "")
"""
SEEDS = {"loan": (1, 10)}


def main() -> None:
    scenario = sys.argv[1] if len(sys.argv) > 1 else "loan"
    for seeds in SEEDS.get(scenario, (1,)):
        with tempfile.TemporaryDirectory() as temporary:
            environment = {**os.environ, "NUMBA_CACHE_DIR": str(Path(temporary) / "compiled")}
            start = perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", RUN, scenario, str(seeds), str(Path(temporary) / "run")],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"{seeds} seed(s): {perf_counter() - start:.1f} s wall, {done.stdout.strip()}")


if __name__ == "__main__":
    main()
