"""The studies that come with Needfinder, to begin one's own from."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from attribution.queries import SHIPPED
from survey.design.reading import read_study
from survey.studies.drafts.fit import STUDY, SUFFIXES

_FIRST_SENTENCE = re.compile(r"^.+?[.?!](?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class ShippedStudy:
    """`sentence` is the first of its summary."""

    name: str
    title: str
    kind: str
    sentence: str


def shipped_folder() -> Path:
    return settings.FIXTURES_DIR / "studies"


@lru_cache(maxsize=1)
def shipped_studies() -> tuple[ShippedStudy, ...]:
    """By their names. Read once, as they never change while the program runs."""
    return tuple(_shipped(file) for file in sorted(shipped_folder().glob(f"*/{STUDY}")))


def _shipped(file: Path) -> ShippedStudy:
    study = read_study(file, bundles=SHIPPED).definition
    summary = " ".join(study.summary.split())
    first = _FIRST_SENTENCE.match(summary)
    return ShippedStudy(study.study, study.title, study.kind, first[0] if first else summary)


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
