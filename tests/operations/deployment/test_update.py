"""An update and the way back, by the script that `deployment` writes, on two real environments."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checks.support.servers import free_port
from core.restorations import restorations
from tests.operations.deployment.releases_of_files import (
    NEXT,
    TODAY,
    install,
    install_one_that_migrates,
    run_program,
    write_programs,
)
from tests.operations.deployment.server_of_files import deploy

BROKEN = "99.0.1"


class Server:
    """A folder laid out as docs/how-to/deploy.md does it, with three releases."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        deploy(
            *("--domain", "study.example.org", "--out", f"{folder}/files"),
            *("--folder", str(folder), "--database", "sqlite", "--user", "study"),
            *("--workers", "1", "--bind", f"127.0.0.1:{self.port}"),
            *("--maintenance-bind", f"127.0.0.1:{free_port()}"),
        )
        for copies in ("data", "copies/default", "copies/recruitment"):
            (folder / copies).mkdir(parents=True)
        write_programs(folder)
        install(folder, TODAY)
        (folder / "current").symlink_to(f"releases/{TODAY}")
        for database in ("default", "recruitment"):
            self.run("needfinder-manage", "migrate", "--database", database, "-v", "0")
        self.run("systemctl", "start", "needfinder")

    def run(self, program: str, *arguments: str, fails: bool = False, patience: int = 60) -> str:
        return run_program(self.folder, program, *arguments, fails=fails, patience=patience)

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
        server.run("systemctl", "stop", unit)


@pytest.mark.slow
def test_a_release_that_does_not_answer_is_left_again_by_itself(server: Server) -> None:
    checkout = install(server.folder, BROKEN, "config")
    (checkout / "config" / "wsgi.py").write_text("raise RuntimeError\n")
    said = server.run("needfinder-update", BROKEN, fails=True, patience=2)
    assert f"Needfinder {BROKEN} does not answer, so {TODAY} runs again" in said
    assert (server.runs, server.updates) == (TODAY, [TODAY])
    nowhere = server.run("needfinder-update", "98.0.0", fails=True)
    assert "There is no release in" in nowhere


@pytest.mark.slow
def test_an_update_that_migrates_and_the_way_back_with_the_copy(server: Server) -> None:
    install_one_that_migrates(server.folder, NEXT)

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
