"""A description is drafted from a file alone, with what was read and every problem of it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribution.data.split import Split
from attribution.errors import DataError
from attribution.scenario_files.data.table import TableData
from attribution.scenario_files.data.table_draft import draft
from tests.attribution.scenario_files.data.tables import ROWS, lines

CREDIT = Path(__file__).with_name("kredit-cp1252.csv")


def written(folder: Path, text: list[str]) -> Path:
    file = folder / "loans.csv"
    file.write_text("\n".join(text) + "\n", encoding="utf-8")
    return file


def test_a_spreadsheet_is_described_as_it_is() -> None:
    made = draft(CREDIT, label="Ziel")
    content = made.description.model_dump(exclude_unset=True)
    columns = content.pop("columns")
    assert content == {
        "type": "table",
        "file": "kredit-cp1252.csv",
        "sha256": "b55cd9e118064556acb1c83a8206d85c5dce93b550e0231ef0d224350b98b12f",
        "encoding": "cp1252",
        "separator": ";",
        "decimal": ",",
        "thousands": ".",
        "shown_decimal": ",",
        "missing_texts": ("k. A.",),
        "label": {"column": "Ziel", "classes": {"ja": "Ja", "nein": "Nein"}},
    }
    assert [(column["label"], column["type"]) for column in columns] == [
        ("Alter", "number"),
        ("Einkommen", "number"),
        ("Größe des Haushalts", "number"),
        ("Beschäftigung", "category"),
    ]
    assert "selbstständig" in columns[3]["texts"]


def test_what_was_read_is_said_by_column() -> None:
    assert draft(CREDIT, label="Ziel").summary == (
        "240 rows, 7 columns; encoding cp1252, separator ;, decimal mark ,, mark of thousands .",
        (
            "'Beschäftigung': characters that nobody sees, such as soft hyphens and zero-width "
            "spaces, are left out of some values"
        ),
        "'Ziel' is the label: ja: 158, nein: 81",
        "'Alter (Jahre)' is a number from 18 to 79; 1 row has none; look at -99",
        "'Einkommen €' is a number from 300 to 4995.97; 1 row has none",
        "'Größe des Haushalts' is a number from 1 to 5",
        "'Beschäftigung' is a category of 4 values; 1 row has none",
        "'PLZ' is left out: it holds 239 different values, too many for an input each",
        (
            "'Datum' is left out: it holds dates, and '31.02.2026', '31.04.2026', '31.06.2026' and "
            "others are none in the forms that are read, YYYY-MM-DD, YYYY/MM/DD, YYYYMMDD, "
            "DD.MM.YYYY, DD/MM/YYYY, MM/DD/YYYY, DD-MM-YYYY: correct them"
        ),
    )


def test_problems_are_those_of_a_run_and_comments_name_keys() -> None:
    made = draft(CREDIT, label="Ziel")
    assert [problem.place for problem in made.problems] == [
        "column 'Alter (Jahre)', line 52 (row-0051)",
        "column 'Alter (Jahre)', line 123 (row-0122)",
        "column 'Einkommen €', line 19 (row-0018)",
        "column 'Ziel', line 101 (row-0100)",
    ]
    assert "-99 is far from all others" in made.comments["columns", 0, "minimum"]
    assert made.comments["encoding",].startswith("Guessed")
    assert made.comments["columns",].startswith("'PLZ' is left out")


def test_a_draft_of_sound_data_can_be_run_as_it_is(tmp_path: Path) -> None:
    made = draft(written(tmp_path, lines()), label="loan")
    assert made.problems == ()
    again = TableData.model_validate_json(made.description.model_dump_json(exclude_unset=True))
    assert again == made.description
    dataset = again.dataset(tmp_path, name="Loans", source="made up", split=Split())
    assert len(dataset.training) + len(dataset.test) == ROWS


def test_a_column_that_names_the_rows_is_proposed_and_one_that_is_stated_is_taken(
    tmp_path: Path,
) -> None:
    text = [f"{row}{line}" for row, line in enumerate((f";{line}" for line in lines()), start=-1)]
    text = [line if row else "case" + line[2:] for row, line in enumerate(text)]
    file = written(tmp_path, text)
    for made in (draft(file, label="loan"), draft(file, label="loan", identifier="case")):
        assert isinstance(made.description, TableData)
        assert made.description.identifier == "case"
        assert [column.name for column in made.description.columns] == ["age", "work"]
        assert made.problems == ()


@pytest.mark.parametrize(
    ("text", "label", "sentence"),
    [
        (lines(), "laon", "loans.csv has no column 'laon': name one of 'age', 'work', 'loan'"),
        (["a;b"] + ["1;x", "1;y"] * 9, "b", "no column that a model could learn from: 'a' is left"),
        (["b"] + ["x", "y"] * 9, "b", "could learn from: there is the label alone"),
        (["a;b"] + [f"{n};x" for n in range(9)], "b", "The label has only 'x' in all rows"),
        (["a;b"] + [f"{n};" for n in range(9)], "b", "The label has no value in all rows"),
        (
            ["a;b"] + [f"{n % 7};{n}.5" for n in range(60)],
            "b",
            "column 'b': The label has 60 different values, such as '0.5'",
        ),
    ],
)
def test_a_file_without_a_task_is_refused(
    tmp_path: Path, text: list[str], label: str, sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        draft(written(tmp_path, text), label=label)


def test_ragged_lines_and_a_class_of_one_row_are_problems_of_a_draft(tmp_path: Path) -> None:
    made = draft(written(tmp_path, lines(row_3="41;s", row_5="33;e;perhaps")), label="loan")
    assert [str(problem)[:40] for problem in made.problems] == [
        "line 4: The row has 2 values, and there ",
        "The class 'Perhaps' has a single row, an",
    ]


UGLY = [
    "1",
    "2,5",
    "1.234,5",
    "-99",
    "NaN",
    "1e400",
    "",
    "ja",
    "\u00ad",
    "31.02.2026",
    "12 %",
    "x\0",
    '"',
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    rows=st.lists(st.lists(st.sampled_from(UGLY), min_size=2, max_size=3), max_size=25),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_whatever_a_file_holds_is_described_or_refused_with_a_sentence(
    tmp_path: Path, rows: list[list[str]], encoding: str
) -> None:
    file = tmp_path / "ugly.csv"
    file.write_text("\n".join(map(";".join, [["a", "b"], *rows])), encoding=encoding)
    try:
        made = draft(file, label="b")
    except DataError as refusal:
        assert str(refusal).endswith(".")
    else:
        again = TableData.model_validate_json(made.description.model_dump_json())
        assert again == made.description


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(content=st.binary(min_size=1, max_size=80))
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "noise.csv"
    file.write_bytes(content)
    with pytest.raises(DataError, match=r"\.$"):
        draft(file, label="absent")
