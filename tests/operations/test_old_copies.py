"""Copies go when they are older than promised, and nothing else does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operations.errors import CopiesNotDeleted
from operations.old_copies import copies_in, delete_expired_copies

NOW = datetime(2027, 3, 31, 3, 15, tzinfo=UTC)


def copy(folder: Path, *, days: int, database: str = "default", ending: str = "backup") -> Path:
    made = NOW - timedelta(days=days)
    file = folder / f"needfinder-{database}-{made:%Y-%m-%dT%H-%M-%SZ}.{ending}"
    file.write_bytes(b"a copy")
    return file


def left_after_thirty_days(folder: Path, now: datetime = NOW) -> set[str]:
    delete_expired_copies(folder, "default", days=30, now=now)
    return {file.name for file in folder.iterdir()}


def test_copies_go_on_the_day_after_the_last_promised_one(tmp_path: Path) -> None:
    files = [copy(tmp_path, days=days, ending="backup.sealed") for days in (0, 29, 30, 31, 300)]
    deleted = delete_expired_copies(tmp_path, "default", days=30, now=NOW)
    assert set(deleted) == set(files[3:])
    assert set(tmp_path.iterdir()) == set(files[:3])


def test_the_newest_whole_copy_stays_however_old_it_is(tmp_path: Path) -> None:
    newest = copy(tmp_path, days=400)
    copy(tmp_path, days=500)
    copy(tmp_path, days=350, ending="backup.partial")
    assert left_after_thirty_days(tmp_path) == {newest.name}


def test_a_clock_that_went_back_deletes_nothing(tmp_path: Path) -> None:
    files = {copy(tmp_path, days=days).name for days in (0, 31, 60)}
    assert left_after_thirty_days(tmp_path, NOW - timedelta(days=365)) == files


def test_copies_that_a_kill_left_half_written_go_by_the_same_rule(tmp_path: Path) -> None:
    kept = {
        copy(tmp_path, days=0).name,
        copy(tmp_path, days=1, ending="backup.sealed.partial").name,
    }
    copy(tmp_path, days=31, ending="backup.sealed.partial")
    assert left_after_thirty_days(tmp_path) == kept


def test_files_of_others_stay(tmp_path: Path) -> None:
    others = [
        copy(tmp_path, days=0),
        copy(tmp_path, days=90, database="recruitment"),
        copy(tmp_path, days=90, ending="backup.old"),
        tmp_path / "needfinder-default-2020-02-31T00-00-00Z.backup",
        tmp_path / "my-needfinder-default-2020-01-01T00-00-00Z.backup",
    ]
    for file in others[3:]:
        file.touch()
    linked = tmp_path / "needfinder-default-2020-01-02T00-00-00Z.backup"
    linked.symlink_to(others[1])
    folder = tmp_path / "needfinder-default-2020-01-03T00-00-00Z.backup"
    folder.mkdir()
    assert left_after_thirty_days(tmp_path) == {file.name for file in (*others, linked, folder)}


def test_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert copies_in(tmp_path / "none", "default") == ()


def test_a_copy_that_cannot_be_deleted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy(tmp_path, days=0)
    old = copy(tmp_path, days=31)

    def refused(_file: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(CopiesNotDeleted, match=old.name):
        delete_expired_copies(tmp_path, "default", days=30, now=NOW)
