"""Ask the services that know advisories about every locked package.

`python -m checks.packages.audit`, where the internet can be reached, with pip-audit and npm on the
search path. It ends with 0 only if every package was asked about and nothing is known: a service
that does not answer is a failure, never a good result.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from checks.packages.locked import REQUIREMENTS, locks

Run = Callable[[Sequence[str], Path], int]


def main() -> int:
    return audit(run)


def audit(run: Run) -> int:
    """The number of audits that did not end with "asked, and nothing known"."""
    failed = [name for name, command in audits() if run(command, REQUIREMENTS.parent)]
    if failed:
        print(
            f"Not clean: {', '.join(failed)}. What stands above is a known weakness, or says that "
            "it could not be asked. Nothing is known to be safe until this ends without a word.",
            file=sys.stderr,
        )
    return len(failed)


def audits() -> list[tuple[str, list[str]]]:
    """A name and a command for each. `--strict`: pip-audit fails where it skipped a package."""
    of_python = ["pip-audit", "--strict", "--disable-pip", "--require-hashes", "-r"]
    return [
        *((lock.name, [*of_python, str(lock)]) for lock in locks()),
        ("package-lock.json", ["npm", "audit"]),
    ]


def run(command: Sequence[str], folder: Path) -> int:
    try:
        return subprocess.run(command, cwd=folder).returncode
    except FileNotFoundError:
        print(f"{command[0]} is not installed.", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main())
