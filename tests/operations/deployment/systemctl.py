"""What systemd does with the units of a folder, as far as an update needs it: start, stop, restart.

python -m tests.operations.deployment.systemctl start needfinder
"""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.operations.deployment.server_of_files import command_of, settings_in

FOLDER = Path(os.environ["FOLDER"])
FILES = FOLDER / "files"


def main(what: str, units: list[str]) -> int:
    for unit in units:
        if what in ("stop", "restart"):
            stop(unit)
        if what in ("start", "restart") and start(unit):
            return 1
    return 0


def stop(unit: str) -> None:
    noted = FOLDER / f"{unit}.pid"
    with suppress(OSError, ProcessLookupError):
        group = int(noted.read_text())
        noted.unlink()
        os.killpg(group, signal.SIGTERM)
        while True:  # until nobody of it is left
            os.killpg(group, 0)
            time.sleep(0.05)


def start(unit: str) -> int:
    name, _, instance = unit.partition("@")
    file = f"{name}@.service" if instance else f"{name}.service"
    text = (FILES / file).read_text().replace("%i", instance)
    settings = {"PATH": os.environ["PATH"], "HOME": str(FOLDER / "data")}
    for line in text.splitlines():
        if line.startswith("EnvironmentFile="):
            settings |= settings_in(FILES / Path(line.partition("=")[2]).name)
    command = [
        re.sub(r"\$\{(\w+)\}", lambda found: settings[found[1]], word)
        for word in shlex.split(command_of(text))
    ]
    with (FOLDER / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=FOLDER / "data",
            env=settings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    if "Type=oneshot" in text:
        return process.wait()
    (FOLDER / f"{unit}.pid").write_text(str(process.pid))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
