"""A table's digest changes with every row and with nothing else."""

import sqlite3
from contextlib import closing
from pathlib import Path

from operations.table_digests import digests_of_file


def database(file: Path, rows: list[tuple[int, str]]) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE answer (id INTEGER, value TEXT)")
        connection.execute("CREATE TABLE visit (id INTEGER)")
        connection.executemany("INSERT INTO answer VALUES (?, ?)", rows)
        connection.commit()
    return file


def test_equal_rows_give_equal_digests_in_whatever_order_they_came(tmp_path: Path) -> None:
    original = digests_of_file(database(tmp_path / "one", [(1, "a"), (2, "b")]))
    reordered = digests_of_file(database(tmp_path / "other", [(2, "b"), (1, "a")]))
    changed = digests_of_file(database(tmp_path / "changed", [(1, "a"), (2, "B")]))
    assert original == reordered
    assert original.keys() == {"answer", "visit"}
    assert {table for table in original if original[table] != changed[table]} == {"answer"}
