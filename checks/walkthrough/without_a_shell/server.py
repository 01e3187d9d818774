"""An installation that nobody has an account on yet, as a server's administrator leaves it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checks.support.servers import a_few_people_served

COMMANDS = (("migrate", "-v0"), ("migrate", "-v0", "--database", "recruitment"))
SAID = re.compile(r"setup code (\S+)")


@contextmanager
def empty_installation() -> Iterator[tuple[str, str]]:
    """The address, and the setup code that the server writes when it starts.

    In mode `test`: production wants HTTPS, and the demo makes its accounts itself.
    """
    with tempfile.TemporaryDirectory() as data:
        environment = dict(os.environ) | {
            "NEEDFINDER_MODE": "test",
            "NEEDFINDER_DATA_DIR": data,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        for command in COMMANDS:
            subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)
        log = Path(data) / "log"
        with a_few_people_served(environment, log=log) as port:
            said = SAID.search(log.read_text(encoding="utf-8"))
            if said is None:
                raise SystemExit("The server says no setup code.")
            yield f"http://127.0.0.1:{port}", said[1]
