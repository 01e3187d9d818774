"""`manage.py` as a process of its own, with an environment that holds nothing else."""

import os
import subprocess
import sys
from pathlib import Path

from tests.folders import PROJECT

PRODUCTION = {
    "NEEDFINDER_MODE": "production",
    "SECRET_KEY": "a-key-of-its-own-with-more-than-fifty-different-letters-0123456789",
    "ALLOWED_HOSTS": "study.example.org",
}
POSTGRES = "postgres://needfinder:secret@db.example.org/needfinder"


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={**inherited, "NEEDFINDER_DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def refusal(tmp_path: Path, **environment: str) -> str:
    done = manage(tmp_path, "check", **environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr
