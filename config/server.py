"""Gunicorn, configured for Needfinder: the one place that says how the pages are served.

It runs in this process, which has loaded the application before the workers are forked: they share
its memory, and one that is recycled answers again at once.
"""

import gc
import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connections
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.sync import SyncWorker

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  no file with a guessable name is made there

LAST_ANSWERS = 10
"""Seconds that a worker which is to end has for whoever waits already."""


class Worker(SyncWorker):  # type: ignore[misc]
    """Before it ends, it answers whoever was let in: closing would leave them without an answer."""

    def run_for_one(self, timeout: float) -> None:
        super().run_for_one(timeout)
        until = time.monotonic() + LAST_ANSWERS
        while time.monotonic() < until:
            self.notify()
            try:
                self.accept(self.sockets[0])
            except OSError:  # nobody waits
                break
        # At once: who comes while this process ends would be let in, and not be answered.
        self.sockets[0].close()


OPTIONS: dict[str, Any] = {
    "preload_app": True,
    # One request at a time in each worker: threads of one process would wait for one another in
    # Python, and then for the database. The proxy in front reads slow clients' requests first.
    "worker_class": Worker,
    "timeout": 60,
    "graceful_timeout": 30,
    "max_requests": 5000,
    "max_requests_jitter": 500,
    "backlog": 512,
    "limit_request_line": 8190,
    # Which proxies are believed, config.proxies decides for every server alike.
    "forwarded_allow_ips": "",
    # Nothing about visitors is written: no access log, and of what fails no more than errors.
    "accesslog": None,
    "loglevel": "error",
    "control_socket_disable": True,
    # A worker's sign of life is a file, which on a slow disk would come too late.
    "worker_tmp_dir": str(SHARED_MEMORY) if os.access(SHARED_MEMORY, os.W_OK) else None,
}


class DiscreetLogger(Logger):  # type: ignore[misc]
    """Hands gunicorn's messages to the handlers of the settings, which leave private links out."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self.loglevel = self.LOG_LEVELS[cfg.loglevel]
        self._access_log_enabled = False
        self.error_log.setLevel(self.loglevel)
        self.error_log.propagate = True
        self.access_log.addHandler(logging.NullHandler())

    def exception(self, message: str, *values: object, **options: Any) -> None:
        """Log without the address that was asked for, whose query can name a member of a panel."""
        if message.startswith("Error handling request"):
            message, values = "A worker failed at a request, or was ended in it", ()
        super().exception(message, *values, **options)

    def reopen_files(self) -> None:
        """No file is open."""

    def close_on_exec(self) -> None:
        """No file is open."""


class Server(BaseApplication):  # type: ignore[misc]
    """`bind` is HOST:PORT or unix:PATH; `run` ends with the process."""

    def __init__(self, application: Callable[..., Any], *, bind: str, workers: int) -> None:
        self.application = application
        self.chosen = {"bind": bind, "workers": workers, "logger_class": DiscreetLogger, **OPTIONS}
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("pre_fork", _disconnect)
        for name, value in self.chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        # What is loaded stays: collecting it in each worker would copy the memory they share.
        gc.collect()
        gc.freeze()
        return self.application


def _disconnect(_server: object, _worker: object) -> None:
    """A connection that two processes share would break."""
    connections.close_all()
