"""When a database was put back to an earlier copy, noted in the data folder.

Not in a database: the next restoration would take the note away with everything else.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

RECORD = "restorations.json"


@dataclass(frozen=True)
class Restoration:
    """What was stored in the database between the two moments is gone."""

    database: str
    copied_at: datetime
    restored_at: datetime


def note_restoration(data_folder: Path, restoration: Restoration) -> None:
    record = data_folder / RECORD
    noted = [*restorations(data_folder), restoration]
    partial = record.with_suffix(".partial")
    partial.write_text(
        json.dumps(
            [
                {
                    "database": one.database,
                    "copied_at": one.copied_at.isoformat(),
                    "restored_at": one.restored_at.isoformat(),
                }
                for one in noted
            ],
            indent=2,
        )
    )
    partial.replace(record)
    _read.cache_clear()


def restorations(data_folder: Path, database: str | None = None) -> tuple[Restoration, ...]:
    """Those of one database, or of all, the newest last. Every page may ask: it is one `stat`."""
    record = data_folder / RECORD
    try:
        noted = _read(record, record.stat().st_mtime_ns)
    except OSError:
        return ()
    return tuple(one for one in noted if database in {None, one.database})


@lru_cache(maxsize=4)
def _read(record: Path, _changed: int) -> tuple[Restoration, ...]:
    with suppress(ValueError, KeyError, TypeError):  # a file that somebody edited
        return tuple(
            Restoration(
                one["database"],
                datetime.fromisoformat(one["copied_at"]),
                datetime.fromisoformat(one["restored_at"]),
            )
            for one in json.loads(record.read_text())
        )
    return ()
