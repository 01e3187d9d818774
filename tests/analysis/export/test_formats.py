"""Workbooks, labelled files and the script for R hold what the CSV files hold."""

import csv
import json
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from analysis.errors import CannotExport
from analysis.export.formats import further_formats
from analysis.export.formats.texts import cut, shortened, utf8_bytes, utf16_units
from analysis.export.formats.workbook import MOST_ROWS
from analysis.export.package import package_files, scope_of
from analysis.export.table import Column, Table
from core.spreadsheet_text import original_text
from survey.models import Answer, StudyVersion
from survey.population import Population
from tests.analysis.participation import go_through
from tests.world import NOON, World

FORMULA = '=HYPERLINK("https://example.org","Ä")'
NUMBERS = Column("how_many", "integer", "How many", values=("0", "1"), words=("none", "one"))
KEYS = Column("level", "string", "The level", values=("low", "high"), words=("Low", "High"))
TEXT = Column("said", "string", "What was said", required=False)
TIME = Column("at", "datetime", "When", required=False)
DAY = Column("on", "date", "On which day", required=False)
SWITCH = Column("right", "boolean", "Whether it was right")


def made(*columns: Column, rows: list[tuple[Any, ...]], name: str = "wide") -> Table:
    return Table(name, "A table.", columns, key=(columns[0].name,), rows=rows)


def written(table: Table, form: str) -> bytes:
    (writer,) = further_formats([form], [table], title="A study", before="")
    assert list(writer.watched(table, table.rows)) == list(table.rows)
    ((_name, content),) = writer.files()
    return content


def in_file(content: bytes, folder: Path, name: str) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


ROWS: list[tuple[Any, ...]] = [
    (1, "high", FORMULA, NOON, "2027-01-31", True),
    (0, "low", None, None, None, False),
]
TABLE = made(NUMBERS, KEYS, TEXT, TIME, DAY, SWITCH, rows=ROWS)


def test_a_workbook_has_text_as_text_numbers_as_numbers_and_a_frozen_head() -> None:
    sheet = openpyxl.load_workbook(BytesIO(written(TABLE, "xlsx")))["wide"]
    assert sheet.freeze_panes == "B2"
    head, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert head == ["how_many", "level", "said", "at", "on", "right"]
    noon, day = datetime(2027, 1, 31, 12), datetime(2027, 1, 31)  # noqa: DTZ001  as Excel has them
    assert first == [1, "high", FORMULA, noon, day, True]
    assert second == [0, "low", None, None, None, False]
    assert sheet["C2"].data_type == "s"


def test_versions_stay_text_in_a_workbook() -> None:
    table = made(Column("version", "string", "The version"), rows=[("1.10",), ("1.1",), ("00123",)])
    sheet = openpyxl.load_workbook(BytesIO(written(table, "xlsx")))["wide"]
    assert [cell.value for cell in sheet["A"]] == ["version", "1.10", "1.1", "00123"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_a_table_longer_than_a_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS == 1_048_576  # Excel specifications and limits, Microsoft
    monkeypatch.setattr("analysis.export.formats.workbook.MOST_ROWS", 3)
    table = made(NUMBERS, rows=[(number,) for number in range(5)])
    book = openpyxl.load_workbook(BytesIO(written(table, "xlsx")))
    assert {sheet.title: [cell.value for cell in sheet["A"]] for sheet in book.worksheets} == {
        "wide": ["how_many", 0, 1],
        "wide 2": ["how_many", 2, 3],
        "wide 3": ["how_many", 4],
    }


def test_spss_has_numbers_with_labels_and_text_as_it_was_written(tmp_path: Path) -> None:
    table, about = pyreadstat.read_sav(in_file(written(TABLE, "sav"), tmp_path, "wide.sav"))
    assert table["level"].tolist() == [2, 1]
    assert about.variable_value_labels == {
        "how_many": {0: "none", 1: "one"},
        "level": {1: "Low", 2: "High"},
        "right": {0: "no", 1: "yes"},
    }
    assert about.column_names_to_labels["level"] == "The level"
    assert table["said"].tolist() == [FORMULA, ""]
    assert table["at"][0] == pd.Timestamp("2027-01-31T12:00:00")
    assert table["on"][0] == date(2027, 1, 31)
    assert about.variable_measure["level"] == "nominal"


def test_stata_has_them_too() -> None:
    with pd.read_stata(BytesIO(written(TABLE, "dta")), iterator=True) as reader:
        table, labels = reader.read(convert_categoricals=False), reader.value_labels()
        assert reader.variable_labels()["level"] == "The level"
    assert table["level"].tolist() == [2, 1]
    assert labels["level"] == {1: "Low", 2: "High"}
    assert table["said"].tolist() == [FORMULA, ""]
    assert table["at"][0] == pd.Timestamp("2027-01-31T12:00:00")


@pytest.mark.parametrize("form", ["xlsx", "sav", "dta"])
def test_a_table_without_rows_is_written_and_two_writings_are_the_same(form: str) -> None:
    empty = made(NUMBERS, KEYS, TEXT, TIME, DAY, SWITCH, rows=[])
    assert written(empty, form)
    assert written(TABLE, form) == written(TABLE, form)


def test_the_moment_of_writing_is_in_no_file_of_spss() -> None:
    """The day and time of the head, which says 1 January 2000 (or 1900) at midnight."""
    assert written(TABLE, "sav")[92:109] == b"01 Jan 0000:00:00"


def test_names_are_legal_and_different_and_labels_say_what_was_shortened(tmp_path: Path) -> None:
    """SPSS allows 64 bytes, Stata 32; `by` and `if` mean something in them."""
    long = "reason" * 11
    names = ["by", "if", long + "_1", long + "_2"]
    columns = [Column(name, "number", f"Meaning of {name}") for name in names]
    table = made(*columns, rows=[(1.0, 2.0, 3.0, 4.0)])
    _, spss = pyreadstat.read_sav(in_file(written(table, "sav"), tmp_path, "wide.sav"))
    assert spss.column_names == ["q_by", "if", long[:64], f"{long[:62]}_2"]
    assert spss.column_labels[3] == f"{long}_2: Meaning of {long}_2"
    stata = pd.read_stata(BytesIO(written(table, "dta")))
    assert list(stata) == ["by", "q_if", long[:32], f"{long[:30]}_2"]


def test_a_text_that_spss_cannot_hold_says_where_it_goes_on(tmp_path: Path) -> None:
    """At most 32,767 bytes; 20,000 characters, which an answer may have, can be 60,000."""
    table = made(TEXT, rows=[("日" * 20_000,), ("short",)])
    read, _ = pyreadstat.read_sav(in_file(written(table, "sav"), tmp_path, "wide.sav"))
    said = read["said"].tolist()
    assert said[0].startswith("日" * 10_000)
    assert said[0].endswith("[Cut here, as it does not fit: see wide.csv]")
    assert said[1] == "short"
    assert pd.read_stata(BytesIO(written(table, "dta")))["said"].tolist() == [
        "日" * 20_000,
        "short",
    ]


@pytest.mark.parametrize("text", ["a" * 200, "ä" * 100, "日" * 90, "🐦" * 70])
def test_what_is_cut_fits_by_the_program_s_own_measure(text: str) -> None:
    for size, longest in ((utf8_bytes, 80), (utf16_units, 60)):
        assert size(cut(text, longest, size, "t")) <= longest
    assert utf8_bytes(shortened(text, 50)) <= 50
    assert shortened(text, 500) == text


def test_a_format_that_there_is_not_and_a_table_that_is_too_wide_are_refused() -> None:
    with pytest.raises(CannotExport, match="Use any of xlsx, sav, dta"):
        further_formats(["ods"], [TABLE], title="", before="")
    columns = [Column(f"c{number}", "integer", "") for number in range(16_385)]
    with pytest.raises(CannotExport, match="Leave out xlsx"):
        further_formats(["xlsx"], [made(*columns, rows=[])], title="", before="")


@pytest.fixture
def version(world: World) -> StudyVersion:
    go_through(world.ada)
    Answer.objects.filter(question="remarks").update(value=FORMULA)
    return world.founding


def files_of(version: StudyVersion, *formats: str) -> dict[str, bytes]:
    scope = scope_of(version.study, population=Population.PEOPLE)
    return {name: b"".join(pieces) for name, pieces in package_files(scope, formats)}


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_package_has_the_formats_asked_for_and_describes_them(version: StudyVersion) -> None:
    files = files_of(version, "xlsx", "sav", "dta")
    labelled = [f"{name}.{end}" for end in ("sav", "dta") for name in LABELLED_OF_SURVEYS]
    assert {"data.xlsx", *labelled} <= files.keys()
    assert '"path": "wide.sav"' in files["datapackage.json"].decode()
    book = openpyxl.load_workbook(BytesIO(files["data.xlsx"]), read_only=True)
    tables = [name.removesuffix(".csv") for name in files if name.endswith(".csv")]
    assert book.sheetnames == tables
    assert "`data.xlsx` has every table" in files["README.md"].decode()
    assert "(`.sav`, `.dta`)" in files["README.md"].decode()
    assert not {"data.xlsx", *labelled} & files_of(version).keys()


@pytest.mark.any_database
@pytest.mark.django_db
@pytest.mark.parametrize("form", ["sav", "dta"])
def test_labelled_files_hold_what_the_csv_files_hold(
    version: StudyVersion, tmp_path: Path, form: str
) -> None:
    files = files_of(version, form)
    tables = {one["name"]: one for one in json.loads(files["datapackage.json"])["resources"]}
    for name in LABELLED_OF_SURVEYS:
        path = in_file(files[f"{name}.{form}"], tmp_path, f"{name}.{form}")
        labelled = pyreadstat.read_sav(path)[0] if form == "sav" else pyreadstat.read_dta(path)[0]
        lines = csv.reader(StringIO(files[f"{name}.csv"].decode("utf-8-sig"), newline=""))
        written_cells = list(zip(*list(lines)[1:], strict=True))
        fields = tables[name]["schema"]["fields"]
        for field, cells, column in zip(fields, written_cells, labelled, strict=True):
            values = labelled[column].tolist()
            assert [as_in_csv(value, field) for value in values] == [
                original_text(cell) for cell in cells
            ], column


def as_in_csv(value: Any, field: dict[str, Any]) -> str:
    """A value of a labelled file as the cell of a CSV file has it."""
    if value is None or value == "" or pd.isna(value):
        return ""
    keys = field.get("constraints", {}).get("enum")
    match field["type"]:
        case "string":
            return str(keys[int(value) - 1]) if keys else str(value)
        case "datetime":
            return f"{pd.Timestamp(value):%Y-%m-%dT%H:%M:%SZ}"
        case "boolean":
            return "true" if value else "false"
        case "integer":
            return str(int(value))
    return repr(value)


LABELLED_OF_SURVEYS = ("participants", "wide", "trials", "explorations")
