"""The studies that come with Needfinder, to begin one's own from."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from attribution.queries import SHIPPED
from survey.design.reading import read_study
from survey.design.source import EXTENDS
from survey.studies.drafts.fit import STUDY, SUFFIXES
from survey.studies.drafts.heading import heading

_FIRST_SENTENCE = re.compile(r"^.+?[.?!](?= [A-Z]|$)")
_HEAD = re.compile(r"(?:#.*\n)+")


@dataclass(frozen=True)
class ShippedStudy:
    """`sentence` is the first of the comment at the head of its file, which says what it is for.

    Several have one title: they ask the same in other ways.
    """

    name: str
    title: str
    kind: str
    sentence: str


def shipped_folder() -> Path:
    return settings.FIXTURES_DIR / "studies"


@lru_cache(maxsize=1)
def shipped_studies() -> tuple[ShippedStudy, ...]:
    """Those that stand on their own first, and by their names.

    Read once, as they never change while the program runs.
    """
    files = sorted(shipped_folder().glob(f"*/{STUDY}"), key=lambda it: (_extends(it), it))
    return tuple(_shipped(file) for file in files)


def _extends(file: Path) -> bool:
    return heading(file.read_text("utf-8"), EXTENDS) is not None


def _shipped(file: Path) -> ShippedStudy:
    study = read_study(file, bundles=SHIPPED).definition
    return ShippedStudy(study.study, study.title, study.kind, _sentence(file.read_text("utf-8")))


def _sentence(text: str) -> str:
    head = _HEAD.match(without_editors_hint(text))
    words = " ".join(head[0].replace("#", " ").split()) if head else ""
    first = _FIRST_SENTENCE.match(words)
    return first[0] if first else words


def without_editors_hint(text: str) -> str:
    """Where editors on a laptop look for the schema is true in the folder of the source alone."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("# yaml-language-server:"))


def files_of_shipped(name: str) -> dict[str, bytes]:
    """The files of a shipped study by their paths; empty where none has this name."""
    if name not in {study.name for study in shipped_studies()}:
        return {}
    folder = shipped_folder() / name
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.suffix in SUFFIXES
    }
