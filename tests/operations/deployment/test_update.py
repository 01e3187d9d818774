"""An update and the way back, by the script that `deployment` writes, on two real environments.

Left out are systemd, whose part a small program takes, and the change of accounts.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checks.support.servers import free_port
from core.release import release
from core.restorations import restorations
from tests.folders import PROJECT
from tests.operations.deployment.server_of_files import deploy

TODAY, NEXT, BROKEN = release(), "99.0.0", "99.0.1"
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


class Server:
    """A folder laid out as docs/how-to/deploy.md does it, with three releases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files, self.port = folder, folder / "files", free_port()
        deploy(
            *("--domain", "study.example.org", "--out", str(self.files), "--folder", str(folder)),
            *("--database", "sqlite", "--user", "study", "--workers", "1"),
            *("--bind", f"127.0.0.1:{self.port}"),
            *("--maintenance-bind", f"127.0.0.1:{free_port()}"),
        )
        for copies in ("data", "copies/default", "copies/recruitment"):
            (folder / copies).mkdir(parents=True)
        for name, text in PROGRAMS.items():
            (folder / "bin").mkdir(exist_ok=True)
            (folder / "bin" / name).write_text(text)
            (folder / "bin" / name).chmod(0o755)
        self.install(TODAY)
        (folder / "current").symlink_to(f"releases/{TODAY}")
        for database in ("default", "recruitment"):
            self.run("needfinder-manage", "migrate", "--database", database, "-v", "0")
        self.run(str(folder / "bin" / "systemctl"), "start", "needfinder")

    def install(self, version: str, changed: str = "") -> Path:
        """A checkout with a room of its own to be changed, and an environment."""
        checkout = self.folder / "releases" / version
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

    def run(self, program: str, *arguments: str, fails: bool = False, patience: int = 60) -> str:
        path = f"{self.folder}/bin:{self.files}:{os.environ['PATH']}"
        done = subprocess.run(
            [program, *arguments],
            cwd=PROJECT,
            env={
                "PATH": path,
                "PYTHONPATH": "",
                "FOLDER": str(self.folder),
                "NEEDFINDER_ENVIRONMENT": str(self.files / "environment"),
                "NEEDFINDER_SETTINGS": str(self.files),
                "NEEDFINDER_PATIENCE": str(patience),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert (done.returncode != 0) is fails, done.stdout
        return done.stdout

    @property
    def runs(self) -> str:
        return (self.folder / "current").readlink().name

    @property
    def updates(self) -> list[str]:
        """The releases that migrated the database, as it is now."""
        file = self.folder / "data" / "production" / "needfinder.sqlite3"
        with closing(sqlite3.connect(file)) as database:
            rows = database.execute("SELECT release FROM operations_update ORDER BY id")
            return [name for (name,) in rows]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for both tests: each ends with the release that it began with."""
    folder = tmp_path_factory.mktemp("server")
    server = Server(folder)
    yield server
    for unit in ("needfinder", "needfinder-maintenance"):
        server.run(str(folder / "bin" / "systemctl"), "stop", unit)


@pytest.mark.slow
def test_a_release_that_does_not_answer_is_left_again_by_itself(server: Server) -> None:
    checkout = server.install(BROKEN, "config")
    (checkout / "config" / "wsgi.py").write_text("raise RuntimeError\n")
    said = server.run("needfinder-update", BROKEN, fails=True, patience=2)
    assert f"Needfinder {BROKEN} does not answer, so {TODAY} runs again" in said
    assert (server.runs, server.updates) == (TODAY, [TODAY])
    nowhere = server.run("needfinder-update", "98.0.0", fails=True)
    assert "There is no release in" in nowhere


@pytest.mark.slow
def test_an_update_that_migrates_and_the_way_back_with_the_copy(server: Server) -> None:
    checkout = server.install(NEXT, "operations")
    (checkout / "operations" / "migrations" / "0002_why.py").write_text(MIGRATION)
    models = checkout / "operations" / "models.py"
    field = "    migrated_at = models.DateTimeField()\n"
    models.write_text(
        models.read_text().replace(field, f'{field}    why = models.TextField(default="")\n')
    )

    said = server.run("needfinder-update", NEXT)
    assert "operations.0002_why" in said
    assert f"Needfinder {NEXT} runs. Pages were away for" in said
    assert (server.runs, server.updates) == (NEXT, [TODAY, NEXT])

    refused = server.run("needfinder-update", TODAY, fails=True)
    assert f"was updated by another release, Needfinder {NEXT}" in refused
    assert f"Nothing was changed; {NEXT} goes on." in refused
    assert server.runs == NEXT

    said = server.run("needfinder-update", "--restore", TODAY)
    assert "What was stored since then is gone" in said
    assert (server.runs, server.updates) == (TODAY, [TODAY])
    data = server.folder / "data" / "production"
    assert (data / "needfinder.sqlite3.set-aside").exists()
    assert [one.database for one in restorations(data)] == ["default", "recruitment"]
