"""Whatever is written with a separator, in an encoding, is read back by rows and lines."""

import csv
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution.data.files import delimited
from attribution.data.files.delimited import (
    SEPARATORS,
    DelimitedFile,
    Layout,
    guessed_layout,
    read_delimited,
)
from attribution.data.files.values import cleaned
from attribution.data.problems import DataProblems

LETTERS = st.text("abzAZ09 äßéÖ€,;|\t\"'.-\n", max_size=8)


def read(folder: Path, text: str, separator: str = ";", encoding: str = "utf-8") -> DelimitedFile:
    file = folder / "data.csv"
    file.write_bytes(text.encode(encoding))
    return read_delimited(file, Layout(encoding, separator))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.lists(LETTERS, min_size=3, max_size=3), min_size=1, max_size=6),
    separator=st.sampled_from(SEPARATORS),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250"]),
    # Python's writer leaves a line end without quotation marks where it ends lines otherwise.
    style=st.sampled_from(
        [("\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_MINIMAL), ("\r", csv.QUOTE_ALL)]
    ),
)
def test_what_is_written_is_read_back(
    tmp_path: Path,
    rows: list[list[str]],
    separator: str,
    encoding: str,
    style: tuple[str, Literal[0, 1]],
) -> None:
    def written(rows: list[list[str]]) -> str:
        stream = StringIO()
        line_end, quoting = style
        writer = csv.writer(stream, delimiter=separator, lineterminator=line_end, quoting=quoting)
        writer.writerows([["age", "income", "outcome"], *rows])
        return stream.getvalue()

    rows = [["1", "2", "3"], *rows]
    table = read(tmp_path, written(rows), separator, encoding)
    full = [(place, row) for place, row in enumerate(rows) if any(value.strip() for value in row)]
    assert list(zip(*table.columns.values(), strict=True)) == [tuple(row) for _, row in full]
    assert not table.problems
    for column, name in enumerate(table.columns):
        assert table.values(name) == [cleaned(row[column]) for _, row in full]
    for line, (place, _) in zip(table.lines, full, strict=True):
        before = written(rows[:place]).replace("\r\n", "\n").replace("\r", "\n")
        assert line == before.count("\n") + 1


def test_lines_are_those_of_an_editor_and_rows_those_that_hold_data(tmp_path: Path) -> None:
    table = read(tmp_path, 'a;b\r\n\r\n1;2\r\n;\r\n"two\r\nlines";3\r\n4;5\r\n')
    assert table.values("a") == ["1", "two lines", "4"]
    assert (table.lines, table.rows) == ([3, 5, 7], [0, 1, 2])


def test_rows_of_another_width_are_named_by_line_and_the_rest_is_read(tmp_path: Path) -> None:
    table = read(tmp_path, "a;b\n1;2\n1;2;3\n3;4;;\n5\n6;7;8\n")
    assert table.values("b") == ["2", "4"]
    assert table.rows == [0, 2]
    assert [str(problem) for problem in table.problems] == [
        (
            "line 5: The row has 1 value, and there are 2 columns. Write a value that holds ';' "
            "between quotation marks, and leave none out."
        ),
        (
            "lines 3 and 6: These 2 rows have 3 values, and there are 2 columns. Write a value "
            "that "
            "holds ';' between quotation marks, and leave none out."
        ),
    ]


def test_columns_without_a_name_are_called_by_position_and_empty_ones_at_the_end_left_out(
    tmp_path: Path,
) -> None:
    assert list(read(tmp_path, ";a;b;\n0;1;2;\n").columns) == ["column 1", "a", "b"]


def test_columns_of_the_same_name_are_a_problem(tmp_path: Path) -> None:
    table = read(tmp_path, "a; a ;b\n1;2;3\n")
    assert [str(problem) for problem in table.problems] == [
        "line 1: 2 columns are called 'a'. Give every column a name of its own."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty"),
        ("\n \n", "The file is empty"),
        ("a;b\n", "There is no row below the names"),
        ('a;b\n1;"2\n3;4\n', "line 2: The quotation marks of the row that begins here do not mat"),
        ('a;b\n1;2\n3;"4"5\n', "line 3: The quotation marks of the row that begins here do not"),
        ("a,b\n1,2\n", r"line 1: There is one column .* it looks like `separator: \",\"`"),
    ],
)
def test_a_file_without_a_table_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(DataProblems, match=sentence):
        read(tmp_path, text)


def test_a_quotation_mark_inside_a_value_is_a_character(tmp_path: Path) -> None:
    assert read(tmp_path, 'a;b\n5" disk;2\n').values("a") == ['5" disk']


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a;b\n1,5;2\n2,5;3\n", ";"),
        ("a,b\n1.5,2\n", ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('a;b\n"x,y,z";2\n"u,v,w";3\n', ";"),
        ("sep=|\na;b|c\n1|2\n", "|"),
        ("a;b\r1;2\r", ";"),
        ("only\n1\n", ","),
    ],
)
def test_a_separator_is_guessed(tmp_path: Path, text: str, separator: str) -> None:
    file = tmp_path / "data.csv"
    file.write_bytes(text.encode())
    layout, is_certain = guessed_layout(file)
    assert (layout, is_certain) == (Layout("utf-8", separator), True)


def test_a_line_that_states_the_separator_is_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\na;b\n1;2\n")
    assert (table.values("b"), table.lines) == (["2"], [3])


def test_more_rows_or_columns_than_can_be_used_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "MOST_ROWS", 2)
    monkeypatch.setattr(delimited, "MOST_COLUMNS", 2)
    with pytest.raises(DataProblems, match="There are 3 columns, and at most 2 are read"):
        read(tmp_path, "a;b;c\n1;2;3\n")
    with pytest.raises(DataProblems, match="line 4: The file has more than 2 rows"):
        read(tmp_path, "a;b\n1;2\n1;2\n1;2\n")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("\n<!DOCTYPE html>\n<html><td>1, 2</td></html>\n", "a web page or XML"),
        ('[{"a": 1, "b": 2},\n {"a": 3, "b": 4}]\n', "JSON"),
        ('{"a": 1}\n{"a": 3}\n', "JSON"),
    ],
)
def test_a_text_file_that_is_no_table_is_named(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(DataProblems, match=f"This is {kind}, not a table. Save the table as CSV"):
        read(tmp_path, text)


@pytest.mark.parametrize("limit_of_the_module", [131_072, 1_000_000], ids=["usual", "raised"])
def test_a_value_without_an_end_is_no_matter_of_matching_quotation_marks(
    tmp_path: Path, limit_of_the_module: int, request: pytest.FixtureRequest
) -> None:
    # frictionless raises this limit for the whole process.
    before = csv.field_size_limit(limit_of_the_module)
    request.addfinalizer(lambda: csv.field_size_limit(before))
    with pytest.raises(DataProblems, match=r"line 2: A value of the row .* more than 131,072 char"):
        read(tmp_path, "a;b\n1;" + "x" * 140_000 + "\n")
