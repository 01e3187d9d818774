"""Which files a draft can hold: their names, types and sizes."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from core.picture_formats import format_of
from core.yaml_files.problems import FileProblems
from core.yaml_files.text_files import decoded
from survey.design import pictures
from survey.errors import UnfitDraft

STUDY = "study.yaml"
TEXTS = (".md", ".yaml")
SUFFIXES = (*TEXTS, *pictures.SUFFIXES)
MOST_FILES = 100
LARGEST_TOGETHER = 5_000_000
"""In bytes, for all files of a draft."""
LONGEST_PATH = 200

_PART = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_PATH = re.compile(rf"{_PART}(?:/{_PART})*")


def fit_file(path: str, content: bytes) -> bytes:
    """The content as a draft holds it: text with LF line ends and without a byte-order mark.

    Raises UnfitDraft.
    """
    require_path(path)
    if is_text(path):
        try:
            return decoded(Path(path), content).encode()
        except FileProblems as problem:
            raise UnfitDraft(str(problem)) from problem
    if len(content) > pictures.LARGEST_PICTURE:
        most = pictures.LARGEST_PICTURE // 1000
        raise UnfitDraft(f"The picture {path} is larger than {most} kB. Save it smaller.")
    if format_of(content) is None:
        raise UnfitDraft(f"The picture {path} is not a whole PNG, JPEG or WebP. Save it anew.")
    return content


def require_path(path: str) -> None:
    """Raises UnfitDraft for a path that a draft cannot hold."""
    shown = path if len(path) <= 100 else path[:97] + "..."
    if len(path) > LONGEST_PATH or not _PATH.fullmatch(path):
        raise UnfitDraft(
            f"A file cannot be called {shown!r}. Use letters from a to z, digits, dots, hyphens "
            "and underscores, without spaces."
        )
    if not path.endswith(SUFFIXES):
        raise UnfitDraft(
            f"The file {shown} belongs to no study. Use {', '.join(SUFFIXES[:-1])} or "
            f"{SUFFIXES[-1]}, and leave out all else."
        )


def require_fit_together(files: Mapping[str, bytes]) -> None:
    """Raises UnfitDraft where files that fit one by one are no draft together."""
    if STUDY not in files:
        raise UnfitDraft(f"There is no {STUDY}. Give the study's own file this name.")
    if len(files) > MOST_FILES:
        raise UnfitDraft(
            f"These are {len(files)} files. Keep to {MOST_FILES}: leave out what the study does "
            "not name."
        )
    if (size := sum(map(len, files.values()))) > LARGEST_TOGETHER:
        raise UnfitDraft(
            f"The files have {size / 1e6:.1f} MB together. Keep to "
            f"{LARGEST_TOGETHER // 1_000_000} MB: save the pictures smaller."
        )
    folders = {str(folder) for path in files for folder in PurePosixPath(path).parents}
    if both := sorted(folders & files.keys()):
        raise UnfitDraft(
            f"The name {both[0]} is that of a file and of a folder. Give one of them another name."
        )


def fit_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a whole draft as it holds them. Raises UnfitDraft."""
    if len(files) > MOST_FILES:
        require_fit_together({STUDY: b""} | dict(files))
    fitted = {path: fit_file(path, content) for path, content in files.items()}
    require_fit_together(fitted)
    return fitted


def is_text(path: str) -> bool:
    return path.endswith(TEXTS)
