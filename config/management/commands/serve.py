import os
import re
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

TCP = re.compile(r"(?:\[[0-9a-fA-F:]+\]|[^\s:]+):(\d{1,5})")


class Command(BaseCommand):
    help = "Serve the pages to a proxy, which ends HTTPS; runs until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--bind",
            type=address,
            default="127.0.0.1:8000",
            metavar="ADDRESS",
            help="HOST:PORT, or unix:PATH for a socket (127.0.0.1:8000)",
        )
        parser.add_argument(
            "--workers",
            type=number_of_workers,
            default=processors() + 1,  # while one waits for the disk, another computes
            metavar="N",
            help="processes that answer, one request at a time each (one more than cores)",
        )

    def handle(self, *, bind: str, workers: int, **_: Any) -> None:
        try:
            from config.server import Server
        except ImportError as problem:
            raise CommandError(
                f"The server is not installed ({problem}). Install requirements/server.txt; on "
                "Windows, which it does not run on, use the demo."
            ) from problem
        from config.wsgi import application

        self.stdout.write(f"Serving at {bind} with {workers} workers.")
        self.stdout.flush()
        Server(application, bind=bind, workers=workers).run()


def processors() -> int:
    """Those that this process may use, where the system says so."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def address(text: str) -> str:
    if text.startswith("unix:"):
        path = Path(text.removeprefix("unix:"))
        if not path.is_absolute() or not path.parent.is_dir():
            raise ArgumentTypeError(
                f"{text} is no socket: give the whole path of a file in a folder that is there, "
                "such as unix:/run/needfinder/needfinder.sock"
            )
        return text
    match = TCP.fullmatch(text)
    if not match or int(match[1]) > 65535:
        raise ArgumentTypeError(
            f"{text} is no address: give HOST:PORT, such as 127.0.0.1:8000, or unix:PATH"
        )
    return text


def number_of_workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise ArgumentTypeError(f"{text} is no number of workers: give one from 1 to 256")
    return int(text)
