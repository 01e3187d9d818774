"""Data packages whose making is killed: afterwards a whole package is there, or none."""

import http.client
import io
import json
import os
import shutil
import signal
import time
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connections
from django.test import Client

from checks.support.participant_script import HIDDEN
from config.demo_accounts import RESEARCHER, make_accounts

ADDRESS = "/analysis/studies/tda-needfinding/export/"
DESCRIPTOR = "datapackage.json"


class Downloader:
    """A researcher who downloads the package again and again from the server at a port."""

    def __init__(self, port: int) -> None:
        from survey.models import Study

        study = Study.objects.get(slug="tda-needfinding")
        client = Client()
        client.force_login(make_accounts(study)[RESEARCHER])
        page = client.get(ADDRESS, headers={"host": "127.0.0.1"}).content.decode()
        self.port, self.token = port, dict(HIDDEN.findall(page))["csrfmiddlewaretoken"]
        self.cookies = "; ".join(
            f"{name}={cookie.value}" for name, cookie in client.cookies.items()
        )
        self.whole = self.cut_off = self.refused = 0
        self.under_way = Event()
        self.problems: list[str] = []

    def __call__(self, over: Event) -> None:
        while not over.is_set():
            try:
                self._download()
            except http.client.IncompleteRead:  # a browser shows it as failed
                self.cut_off += 1
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)

    def _download(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        form = urlencode({"who": "people", "csrfmiddlewaretoken": self.token})
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", ADDRESS, form, headers)
        answer = connection.getresponse()
        self.under_way.set()
        content = answer.read()
        self.under_way.clear()
        if answer.status != 200:
            self.refused += 1
            return
        self.whole += 1
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files = {Path(path).name: archive.read(path) for path in archive.namelist()}
            self.problems += problems_of_package(files)
        except zipfile.BadZipFile:
            self.problems.append("a download that ended well is not a whole ZIP file")

    def __str__(self) -> str:
        return f"{self.whole} whole, {self.cut_off} cut off and seen to be, {self.refused} refused"


def problems_of_package(files: dict[str, bytes]) -> list[str]:
    """One sentence for every file that is missing or not what the descriptor says."""
    if DESCRIPTOR not in files:
        return ["a package lacks its descriptor"]
    resources: list[dict[str, Any]] = json.loads(files[DESCRIPTOR])["resources"]
    return [
        f"{resource['path']} of a package is not whole"
        for resource in resources
        if f"sha256:{sha256(files.get(resource['path'], b'')).hexdigest()}" != resource["hash"]
    ]


def exports_killed(folder: Path, kills: int, chance: Random) -> list[str]:
    """Kill `manage.py export` at random moments, every other time over an earlier package."""
    target, problems, packages = folder / "package", list[str](), 0
    seconds_of_export = _seconds(lambda: _export(target))
    for number in range(kills):
        if number % 2:
            _export(target)
        else:
            _remove(target)
        killed(lambda: _export(target), chance.uniform(0, seconds_of_export))
        if target.exists():
            packages += 1
            problems += problems_of_package(_files_in(target))
    _export(target)
    problems += [f"{file.name} stays beside a package" for file in folder.glob("package?*")]
    problems += problems_of_package(_files_in(target))
    print(f"Exports killed        {kills}; {packages} times a package was there afterwards")
    return problems


def killed(job: Callable[[], object], after: float) -> None:
    """Do the job in a child process, and kill that after so many seconds unless it has ended."""
    connections.close_all()
    child = os.fork()
    if not child:
        job()
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _files_in(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _export(target: Path) -> None:
    call_command("export", "tda-needfinding", out=target, stdout=io.StringIO())


def _remove(target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
