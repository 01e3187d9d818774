"""A PostgreSQL server on this computer that can be stopped, killed and started again.

Unlike the tests' server it waits for its disk at every commit, as one in production does.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from checks.support.servers import free_port


class PostgreSQL:
    """Two databases, `needfinder` and `recruitment`, at a port of 127.0.0.1.

    With `tables`, a folder on another disk, their tables lie there.
    """

    def __init__(self, folder: Path, tables: Path | None = None) -> None:
        self.programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        self.port, self.folder = free_port(), folder
        # PostgreSQL refuses to run as root; Debian's package brings an account for it.
        self.account = "postgres" if os.geteuid() == 0 else None
        if self.account:
            shutil.chown(folder, self.account)
        self._run("initdb", "-U", "needfinder", "--auth", "trust", "--encoding", "UTF8")
        self.start()
        space = []
        if tables:
            if self.account:
                shutil.chown(tables, self.account)
            create = f"CREATE TABLESPACE apart LOCATION '{tables}'"
            self._run("psql", *self.where, "-c", create, "postgres")
            space = ["-D", "apart"]
        for name in ("needfinder", "recruitment"):
            self._run("createdb", *self.where, *space, name)

    @property
    def where(self) -> list[str]:
        return ["-h", "127.0.0.1", "-p", str(self.port), "-U", "needfinder"]

    @property
    def environment(self) -> dict[str, str]:
        address = f"postgres://needfinder@127.0.0.1:{self.port}"
        return {
            "DATABASE_URL": f"{address}/needfinder",
            "RECRUITMENT_DATABASE_URL": f"{address}/recruitment",
        }

    @property
    def process(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-m", "fast", "stop")

    def kill(self) -> None:
        """Kill the server and every process that it started, by SIGKILL."""
        server = self.process
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        processes = [server, *map(int, children)]
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in processes):
            time.sleep(0.02)

    def read_through(self) -> None:
        """Read every row and check every index entry; raises CalledProcessError for damage."""
        for name in ("needfinder", "recruitment"):
            self._run("pg_dump", *self.where, name)
            check = ["--install-missing", "--heapallindexed", "--parent-check", "-d", name]
            self._run("pg_amcheck", *self.where, *check)

    def _run(self, program: str, *arguments: str) -> None:
        environment = {**os.environ, "PGDATA": str(self.folder / "data")}
        subprocess.run(
            [str(self.programs / program), *arguments],
            user=self.account,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )


@contextmanager
def postgresql(tables: Path | None = None) -> Iterator[PostgreSQL]:
    with TemporaryDirectory() as folder:
        server = PostgreSQL(Path(folder), tables)
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # it may be stopped
                server.stop()
