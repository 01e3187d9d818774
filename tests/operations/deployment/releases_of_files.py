"""Releases beside one another in a folder, and the programs that an update finds on a machine.

Left out are systemd, whose part a small program takes, and the change of accounts.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from core.release import release
from tests.folders import PROJECT

TODAY, NEXT = release(), "99.0.0"
ROOMS = ("analysis", "attribution", "config", "core", "operations", "survey", "workspace")
MIGRATION = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("operations", "0001_initial")]
    operations = [migrations.AddField("update", "why", models.TextField(default=""))]
"""
SYSTEMCTL = f"""#!/bin/sh
exec {sys.executable} -m tests.operations.deployment.systemctl "$@"
"""
RUN_AS = '#!/bin/sh\nshift 3\nexec "$@"\n'  # -u ACCOUNT --
PROGRAMS = {"systemctl": SYSTEMCTL, "runuser": RUN_AS, "id": "#!/bin/sh\necho 0\n"}


def write_programs(folder: Path) -> None:
    (folder / "bin").mkdir()
    for name, text in PROGRAMS.items():
        (folder / "bin" / name).write_text(text)
        (folder / "bin" / name).chmod(0o755)


def install(folder: Path, version: str, changed: str = "") -> Path:
    """A checkout in `releases` with a room of its own to be changed, and an environment."""
    checkout = folder / "releases" / version
    checkout.mkdir(parents=True)
    for room in ("fixtures", *ROOMS):
        if room == changed:
            shutil.copytree(PROJECT / room, checkout / room)
        else:
            (checkout / room).symlink_to(PROJECT / room)
    shutil.copy2(PROJECT / "manage.py", checkout)
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    project = project.replace(f'version = "{TODAY}"', f'version = "{version}"')
    (checkout / "pyproject.toml").write_text(project, encoding="utf-8")
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    return checkout


def install_one_that_migrates(folder: Path, version: str) -> None:
    checkout = install(folder, version, "operations")
    (checkout / "operations" / "migrations" / "0002_why.py").write_text(MIGRATION)
    models = checkout / "operations" / "models.py"
    field = "    migrated_at = models.DateTimeField()\n"
    models.write_text(
        models.read_text().replace(field, f'{field}    why = models.TextField(default="")\n')
    )


def run_program(
    folder: Path, program: str, *arguments: str, fails: bool = False, patience: int = 60
) -> str:
    """One of the programs in `files`, which lie in the folder, or of those beside them; its output.

    `patience` are the seconds that an update waits for the new release.
    """
    files = folder / "files"
    done = subprocess.run(
        [program, *arguments],
        cwd=PROJECT,
        env={
            "PATH": f"{folder}/bin:{files}:{os.environ['PATH']}",
            "PYTHONPATH": "",
            "FOLDER": str(folder),
            "NEEDFINDER_ENVIRONMENT": str(files / "environment"),
            "NEEDFINDER_SETTINGS": str(files),
            "NEEDFINDER_PATIENCE": str(patience),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert (done.returncode != 0) is fails, done.stdout
    return done.stdout
