"""Print a page of the documentation, or say which there are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workspace.help.library import chapters, file_of, files, name_of, text_of


class Command(BaseCommand):
    help = "Print a page of the documentation, such as reference/study-file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "page",
            nargs="?",
            help="its name, or its file as messages give it; without one, all are listed",
        )

    def handle(self, *, page: str | None, **_: Any) -> None:
        if page is None:
            self._list()
            return
        file = page if page in files() else file_of(name_of(page))
        if file is None:
            raise CommandError(
                f"There is no page {page}. Without a page, this command lists all of them."
            )
        self.stdout.write(text_of(file), ending="")

    def _list(self) -> None:
        for chapter in chapters():
            self.stdout.write(f"\n{chapter.title}")
            for title, file in chapter.pages:
                self.stdout.write(f"  {name_of(file):<45} {title}")
