"""A whole loan run in a fresh process, compilation included: wall and CPU seconds, memory."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUN = """
import resource, sys
from pathlib import Path
from attribution.effects.pipeline import run_attribution
from attribution.scenarios import scenario_named

scenario = scenario_named("loan").with_seeds(range(int(sys.argv[2])))
run_attribution(scenario, Path(sys.argv[1]), jobs=2)
used = resource.getrusage(resource.RUSAGE_SELF)
print(f"{used.ru_utime + used.ru_stime:.1f} CPU s, {used.ru_maxrss / 1024:.0f} MB at most")
"""


def main() -> None:
    for seeds in (1, 10):
        with tempfile.TemporaryDirectory() as place:
            environment = {**os.environ, "NUMBA_CACHE_DIR": str(Path(place) / "compiled")}
            start = perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", RUN, str(Path(place) / "run"), str(seeds)],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"{seeds} seed(s): {perf_counter() - start:.1f} s wall, {done.stdout.strip()}")


if __name__ == "__main__":
    main()
