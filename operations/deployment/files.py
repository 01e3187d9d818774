"""The files of a server, rendered from the templates beside and written into one folder."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from operations.deployment.error_pages import PAGES, STYLE
from operations.deployment.plan import Plan
from operations.errors import CannotDeploy

TEMPLATES = Path(__file__).parent / "templates"
SECRET, READABLE, PROGRAM = 0o600, 0o644, 0o755

ALWAYS = {
    "README.md": READABLE,
    "environment": SECRET,
    "backup-default": SECRET,
    "backup-recruitment": SECRET,
    "install.sh": PROGRAM,
    "needfinder-manage": PROGRAM,
    "needfinder-update": PROGRAM,
    "needfinder.nginx": READABLE,
    "needfinder.tmpfiles": READABLE,
    "needfinder.service": READABLE,
    "needfinder-maintenance.service": READABLE,
    "needfinder-backup@.service": READABLE,
    "needfinder-backup@.timer": READABLE,
    "needfinder-purge.service": READABLE,
    "needfinder-purge.timer": READABLE,
    "needfinder-doctor.service": READABLE,
    "needfinder-doctor.timer": READABLE,
}
WITH_POSTGRESQL = {"databases.sql": SECRET}
WITH_MAIL = {"needfinder-mail.service": READABLE, "needfinder-mail.timer": READABLE}


@dataclass(frozen=True)
class File:
    name: str
    mode: int
    text: str


def files_of(plan: Plan, new_secret: Callable[[], str]) -> list[File]:
    """Every file, in the order of their names; the same but for the secrets each time."""
    names = dict(ALWAYS)
    if plan.database == "postgresql":
        names |= WITH_POSTGRESQL
    if plan.mail_server:
        names |= WITH_MAIL
    values = {
        "plan": plan,
        "secret_key": new_secret(),
        "passwords": {"default": new_secret(), "recruitment": new_secret()},
        "passphrases": {"default": new_secret(), "recruitment": new_secret()},
        "timers": _timers(plan),
        "style_digest": _digest(STYLE),
    }
    environment = Environment(  # noqa: S701  none of these is HTML
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    rendered = [
        File(name, mode, environment.get_template(f"{name}.jinja").render(values))
        for name, mode in names.items()
    ]
    return sorted([*rendered, *_pages()], key=lambda file: file.name)


def _timers(plan: Plan) -> list[str]:
    names = ["backup@default", "backup@recruitment", "purge", "doctor"]
    return [f"needfinder-{name}.timer" for name in names + ["mail"] * bool(plan.mail_server)]


def _digest(text: str) -> str:
    """As a Content-Security-Policy names an inline style."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _pages() -> Iterator[File]:
    for status, (heading, sentences) in PAGES.items():
        paragraphs = "".join(f"<p>{escape(sentence)}</p>\n" for sentence in sentences)
        yield File(
            f"pages/{status}.html",
            READABLE,
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(heading)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
            f"<h1>{escape(heading)}</h1>\n{paragraphs}</main>\n</body>\n</html>\n",
        )


def write_files(files: list[File], folder: Path, *, overwrite: bool) -> None:
    """Write all files, the secret ones readable by their owner alone.

    Raises CannotDeploy where one of them is there already, and then writes none.
    """
    there = [file.name for file in files if (folder / file.name).exists()]
    if there and not overwrite:
        raise CannotDeploy(
            f"{folder} holds {there[0]} already, and nothing was written. Name another folder, or "
            "add --overwrite; secrets are made anew then, and install.sh keeps those in use."
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in files:
            target = folder / file.name
            target.parent.mkdir(mode=0o755, exist_ok=True)
            target.unlink(missing_ok=True)
            target.touch(mode=SECRET)
            target.write_text(file.text, encoding="utf-8", newline="\n")
            target.chmod(file.mode)
    except OSError as problem:
        raise CannotDeploy(
            f"{folder} cannot be written ({problem.strerror}). Name a folder of your own."
        ) from problem
