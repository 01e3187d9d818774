"""Copies of the databases that are kept no longer: found by their names, and deleted."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from operations.errors import CopiesNotDeleted

log = logging.getLogger(__name__)

NAME = re.compile(
    r"needfinder-(?P<database>[a-z]+)-(?P<made>\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z)"
    r"\.backup(?:\.sealed)?(?P<partial>\.partial)?"
)
"""What `backup` names its files, and those that it had not finished when it was killed."""


@dataclass(frozen=True)
class OldCopy:
    """A file that `backup` wrote or began, and the moment that its name says."""

    file: Path
    made_at: datetime
    is_whole: bool


def copies_in(folder: Path, database: str) -> tuple[OldCopy, ...]:
    """The copies of a database in a folder, the newest last; files of others are passed over."""
    found = (_copy_of(file, database) for file in folder.iterdir()) if folder.is_dir() else ()
    return tuple(sorted((one for one in found if one), key=lambda one: one.made_at))


def expired_copies(copies: Iterable[OldCopy], *, days: int, now: datetime) -> tuple[OldCopy, ...]:
    """The copies that are older than so many days, but never the newest one that is whole."""
    copies = tuple(copies)
    newest = [one for one in copies if one.is_whole][-1:]
    return tuple(
        one for one in copies if now - one.made_at > timedelta(days=days) and one not in newest
    )


def delete_expired_copies(
    folder: Path, database: str, *, days: int, now: datetime
) -> tuple[Path, ...]:
    """Delete them, and say which. Raises CopiesNotDeleted where one cannot be deleted."""
    deleted = []
    for one in expired_copies(copies_in(folder, database), days=days, now=now):
        try:
            one.file.unlink(missing_ok=True)
        except OSError as problem:
            raise CopiesNotDeleted(
                f"{one.file} is older than {days} days and cannot be deleted "
                f"({problem.strerror}). Delete it, and let this account write to {folder}."
            ) from problem
        log.info("Deleted %s, which was older than %d days.", one.file, days)
        deleted.append(one.file)
    return tuple(deleted)


def _copy_of(file: Path, database: str) -> OldCopy | None:
    """None for a file that `backup` did not name, for a link and for a folder."""
    named = NAME.fullmatch(file.name)
    if named is None or named["database"] != database or file.is_symlink() or not file.is_file():
        return None
    try:
        made_at = datetime.strptime(named["made"], "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)
    except ValueError:  # such as the 31st of February
        return None
    return OldCopy(file, made_at, is_whole=not named["partial"])
