"""Checks of what participants read of copies: that a rule deletes them, and that it was kept."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from operations.backup import latest_backups
from operations.health.finding import Finding, note, warning
from operations.old_copies import copies_in, expired_copies
from survey.studies.models import StudyVersion

A_NIGHT = timedelta(days=1)
"""Copies are deleted when the next one is made."""


def check_copies(
    data_folder: Path, databases: Iterable[str], *, days: int | None, now: datetime
) -> Iterator[Finding]:
    """Look where the latest backup of each database was written; `days` is the server's rule."""
    if days is None:
        yield note(
            "No rule says when copies of the databases are deleted, so participants read no "
            "number of days. Set NEEDFINDER_BACKUP_DAYS, and back up with --keep-days."
        )
        return
    backups = latest_backups(data_folder)
    for name in databases:
        if name in backups:
            folder = Path(backups[name]["file"]).parent
            old = expired_copies(copies_in(folder, name), days=days, now=now - A_NIGHT)
            if old:
                yield warning(
                    f"{len(old)} copies of the database {name} in {folder} are older than the "
                    f"{days} days that participants read. Run `needfinder backup` with --keep-days."
                )


def check_promises(days: int | None) -> Iterator[Finding]:
    """Whether a study promises that copies are deleted sooner than this server deletes them."""
    for version in StudyVersion.objects.select_related("study"):
        promised = version.definition.retention.copies_days
        if promised is not None and (days is None or days > promised):
            yield warning(
                f"{version} promises that copies are deleted after {promised} days, and this "
                f"server {'has no such rule' if days is None else f'keeps them for {days}'}. Set "
                f"NEEDFINDER_BACKUP_DAYS to {promised} or less."
            )
