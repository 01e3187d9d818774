"""A folder gets all files of a report or none."""

from pathlib import Path

import pytest

from analysis.errors import CannotReport
from analysis.report.writers.files import put_into


def held(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_folder_gets_all_files_or_none_and_keeps_what_is_not_a_reports(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    put_into(tmp_path, {"report-tables/1.csv": b"old", "report.html": b"old"})
    put_into(tmp_path, {"report-tables/2.csv": b"new", "report.html": b"new"})
    assert held(tmp_path) == {
        "notes.txt": b"mine",
        "report-tables/2.csv": b"new",
        "report.html": b"new",
    }


def test_a_folder_that_cannot_be_written_to_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotReport, match="choose another folder with --out"):
        put_into(tmp_path / "file", {"report.html": b"new"})
    put_into(tmp_path / "out", {"report.html": b"old"})
    with pytest.raises(CannotReport):
        put_into(tmp_path / "out", {"report.html": b"new", "report.html/inside": b"impossible"})
    assert held(tmp_path / "out") == {"report.html": b"old"}
