"""A described table becomes a dataset, or every problem of it is named by the file's own lines."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from pydantic import ValidationError

from attribution.data.problems import DataProblems
from attribution.data.split import A_FIFTH, Split
from attribution.data.table import Column, table_dataset
from attribution.scenario_files.data.table import TableData
from tests.attribution.scenario_files.data.tables import (
    AGE,
    ROWS,
    WORK,
    cells,
    described,
    lines,
    read,
)

CREDIT = Path(__file__).with_name("kredit-cp1252.csv")
GERMAN = {
    "type": "table",
    "file": CREDIT.name,
    "encoding": "cp1252",
    "separator": ";",
    "decimal": ",",
    "shown_decimal": ",",
    "label": {"column": "Ziel", "classes": {"nein": "Abgelehnt", "ja": "Bewilligt"}},
    "columns": [
        {"name": "Alter (Jahre)", "label": "Alter", "type": "number", "minimum": 18},
        {"name": "Einkommen €", "label": "Einkommen", "type": "number", "decimals": 2},
        {
            "name": "Beschäftigung",
            "label": "Beschäftigung",
            "type": "category",
            "texts": {"Rentner:in": "Rentner:in", "fest angestellt": "Angestellt"},
        },
    ],
}


PROBLEMS = """
column 'Alter (Jahre)', line 52 (row-0051): The row has 'k. A.', where a number is needed. Where \
it stands for a missing value, state `missing_texts: ["k. A."]` for the column; else correct it, \
or describe the column as a category.
column 'Alter (Jahre)', line 123 (row-0122): The row has '-99', below the minimum 18. Where it \
stands for a missing value, state `missing_texts: ["-99"]` for the column; else correct it, \
change `minimum`, or leave such rows out: `leave_out: [out_of_range]`.
column 'Einkommen €', line 19 (row-0018): The row has no value. Fill it in, or leave such rows \
out: `leave_out: [incomplete]`.
column 'Einkommen €', line 122 (row-0121): The row has '1.234,56', where a number is needed. \
Where the file writes numbers so, state `thousands: "."`; else correct it.
column 'Beschäftigung', line 53 (row-0052): The row has no value. Say what people read there, \
such as `missing: Not stated`, or leave such rows out: `leave_out: [incomplete]`.
column 'Beschäftigung', lines 11, 20, 23, 26, 50 and 16 more: 21 rows have 'arbeitslos', which \
has no text. Add 'arbeitslos' to the column's `texts`; where it stands for a missing value, state \
`missing_texts: ["arbeitslos"]` for the column.
column 'Beschäftigung', lines 9, 21, 42, 46, 48 and 40 more: 45 rows have 'selbstständig', which \
has no text. Add 'selbstständig' to the column's `texts`; where it stands for a missing value, \
state `missing_texts: ["selbstständig"]` for the column.
column 'Ziel', line 101 (row-0100): The row has no label. Fill it in, or leave such rows out: \
`leave_out: [incomplete]`.
"""


def problems(folder: Path, text: list[str], split: Split = A_FIFTH, **changes: Any) -> list[str]:
    with pytest.raises(DataProblems) as refused:
        read(folder, text, described(**changes), split)
    return [str(problem) for problem in refused.value.problems]


def test_a_file_gives_the_dataset_of_the_same_table_in_memory(tmp_path: Path) -> None:
    rows = [line.split(";") for line in lines()[1:]]
    in_memory = table_dataset(
        {
            "age": [int(row[0]) for row in rows],
            "work": [row[1] for row in rows],
            "loan": [row[2] for row in rows],
        },
        name="Loans",
        source="made up",
        columns=[
            Column("age", "Age", "years"),
            Column("work", "Work", texts={"e": "Employed", "s": "Self-employed"}),
        ],
        label="loan",
        classes={"no": "Declined", "yes": "Approved"},
    )
    assert read(tmp_path, lines(), described()).digest == in_memory.digest


def test_every_problem_of_a_spreadsheet_is_named_at_once_with_what_helps() -> None:
    data = described(**GERMAN)
    with pytest.raises(DataProblems) as refused:
        data.dataset(CREDIT.parent, name="Kredit", source="erfunden", split=Split())
    assert [str(problem) for problem in refused.value.problems] == PROBLEMS.strip().split("\n")


def test_the_remedies_help() -> None:
    age, income, work = GERMAN["columns"]
    texts = {**work["texts"], "arbeitslos": "Ohne Arbeit", "selbstständig": "Selbstständig"}  # type: ignore[index]
    data = described(
        **{
            **GERMAN,
            "thousands": ".",
            "leave_out": ["incomplete"],
            "columns": [
                {**age, "missing_texts": ["k. A.", -99]},  # type: ignore[dict-item]
                income,
                {**work, "texts": texts, "missing": "Keine Angabe"},  # type: ignore[dict-item]
            ],
        }
    )
    dataset = data.dataset(CREDIT.parent, name="Kredit", source="erfunden", split=Split())
    shown = cells(dataset)
    assert len(shown) == 240 - 4
    assert not {"row-0018", "row-0051", "row-0100", "row-0122"} & shown.keys()
    assert shown["row-0121"] == ("24", "1234,56", "Angestellt")
    assert shown["row-0052"] == ("19", "2517,12", "Keine Angabe")
    assert shown["row-0050"] == ("37", "300,00", "Ohne Arbeit")
    numbers, words = dataset.encodings[1], dataset.encodings[2]
    assert numbers.inputs("1234,56") == pytest.approx(
        dataset.training.inputs[dataset.training.ids.index("row-0121"), 1:2]
        if "row-0121" in dataset.training.ids
        else dataset.test.inputs[dataset.test.ids.index("row-0121"), 1:2]
    )
    assert words.inputs("Keine Angabe").tolist() == [0, 0, 0, 0, 1]


def test_lines_and_rows_are_told_apart(tmp_path: Path) -> None:
    text = lines(row_2="tall;e;no")
    text.insert(2, "")
    (problem,) = problems(tmp_path, text)
    assert problem.startswith("column 'age', line 4 (row-0002): The row has 'tall', where a number")
    assert problem.endswith("else correct it, or describe the column as a category.")


def test_many_wrong_values_of_a_column_are_one_problem(tmp_path: Path) -> None:
    text = [line.replace("2", "1,2") for line in lines()]
    (problem,) = problems(tmp_path, text)
    assert problem.startswith(
        "column 'age', lines 2, 3, 4, 5, 6 and 7 more: 12 rows have one of 12 values such as "
        "'1,20', where a number is needed. Where the file writes numbers so, state `decimal: \",\"`"
    )


@pytest.mark.parametrize(
    ("changes", "rows", "sentences"),
    [
        (
            {"columns": [{**AGE, "name": "aeg"}, WORK]},
            {},
            [
                (
                    "column 'aeg': The file has no such column. Correct the name; there are 'age', "
                    "'work'"
                )
            ],
        ),
        (
            {"sha256": "4f" * 32},
            {},
            [
                (
                    "The file is not the one that was described: its SHA-256 differs. Use the "
                    "original,"
                    " or, where it was changed on purpose, state `sha256: "
                )
            ],
        ),
        (
            {"label": {"column": "loan", "classes": {"no": "No", "yes": "Yes", "perhaps": "?"}}},
            {},
            ["column 'loan': No row has the label 'perhaps'. Correct the text, or leave it out of"],
        ),
        (
            {},
            {"row_4": "30;e;perhaps", "row_6": "30;e;2"},
            [
                "column 'loan', line 7 (row-0006): The row has '2', which is none of the classes.",
                "column 'loan', line 5 (row-0004): The row has 'perhaps', which is none of the cl",
            ],
        ),
        (
            {"identifier": "age"},
            {"row_2": "20;s;yes", "row_3": ";s;yes"},
            [
                "column 'age', line 4 (row-0003): The row has no value. Fill it in",
                "column 'age', line 4 (row-0003): The row has no identifier. Fill it in, or leave",
                "column 'age', lines 2 and 3: 2 rows have an identifier that another row has, too.",
            ],
        ),
        (
            {"label": {"column": "loan", "classes": {"no": "No", "yes": "Yes", "1": "One"}}},
            {"row_4": "30;e;1"},
            ["The class 'One' has a single row, and one is needed to learn from"],
        ),
    ],
)
def test_what_is_wrong_is_said_with_a_remedy(
    tmp_path: Path, changes: dict[str, Any], rows: dict[str, str], sentences: list[str]
) -> None:
    said = problems(tmp_path, lines(**rows), **changes)
    said = sorted(said)
    assert len(said) == len(sentences)
    for sentence in sentences:
        assert any(one.startswith(sentence) for one in said), said


def test_a_label_that_looks_like_a_measurement_is_to_become_classes(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, lines(row_4="30;e;7.5"))
    assert problem.endswith(
        "Add '7.5' to `classes`, or leave such rows out: `leave_out: [other_classes]`; a label "
        "that is a measurement needs a column of classes, as of ranges."
    )
    (problem,) = problems(tmp_path, lines(row_4="30;e;perhaps"), leave_out=["incomplete"])
    assert problem.endswith("or leave such rows out: `leave_out: [incomplete, other_classes]`.")


def test_problems_of_lines_values_and_the_split_come_together(tmp_path: Path) -> None:
    said = problems(
        tmp_path, lines(row_2="22;e", row_3="7;e;no"), Split(column="part", test=("test",))
    )
    assert [sentence.split(":")[0] for sentence in said] == [
        "line 3",
        "column 'age', line 4 (row-0003)",
        "loans.csv has no column 'part'",
    ]


def test_rows_are_left_out_where_the_description_says_so(tmp_path: Path) -> None:
    text = lines(row_1=";e;no", row_2="30;e;", row_3="7;e;no", row_4="30;e;perhaps")
    dataset = read(
        tmp_path, text, described(leave_out=["incomplete", "out_of_range", "other_classes"])
    )
    assert sorted(cells(dataset)) == [f"row-{row:04d}" for row in range(5, ROWS + 1)]


def test_rows_are_called_by_the_identifier(tmp_path: Path) -> None:
    dataset = read(tmp_path, lines(), described(identifier="age", columns=[WORK]))
    assert set(cells(dataset)) == {str(20 + row) for row in range(ROWS)}


def test_values_with_the_same_words_are_one_category(tmp_path: Path) -> None:
    work = {**WORK, "texts": {"e": "Works", "s": "Works", "x": "Does not"}, "missing": "Does not"}
    dataset = read(tmp_path, lines(row_1="20;;no"), described(columns=[work]))
    assert dataset.training.inputs.shape[1] == 2
    assert cells(dataset)["row-0001"] == ("Does not",)


def test_a_number_may_have_its_unit_beside_it(tmp_path: Path) -> None:
    text = lines(row_1="20 years;e;no", row_2="years 21;s;yes")
    assert read(tmp_path, text, described()).digest == read(tmp_path, lines(), described()).digest


@pytest.mark.parametrize(
    ("decimals", "mark", "text"),
    [(None, ".", "21.5"), (2, ".", "21.50"), (None, ",", "21,5"), (0, ",", "22")],
)
def test_people_read_numbers_with_the_decimals_and_the_mark_that_are_stated(
    tmp_path: Path, decimals: int | None, mark: str, text: str
) -> None:
    age = AGE if decimals is None else {**AGE, "decimals": decimals}
    data = described(columns=[age], shown_decimal=mark)
    assert cells(read(tmp_path, lines(row_2="21.5;s;yes"), data))["row-0002"] == (text,)


def test_a_changed_file_is_told_by_its_digest(tmp_path: Path) -> None:
    text = "\n".join(lines()) + "\n"
    assert read(tmp_path, lines(), described(sha256=sha256(text.encode()).hexdigest()))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"columns": [{**AGE, "texts": {"1": "One"}}]}, "'age' is a number and has no texts"),
        ({"columns": [{**WORK, "minimum": 1}]}, "'work' is a category and has no minimum"),
        ({"columns": [{**WORK, "texts": {}}]}, "the category 'work' has no values"),
        ({"columns": [AGE, AGE]}, "a column is described twice: age"),
        ({"columns": [{**AGE, "name": "loan"}]}, "the label 'loan' is also an input"),
        ({"label": {"classes": {"a": "A", "b": "B"}}}, "the label names no column"),
        ({"decimal": ",", "thousands": ","}, "`decimal` and `thousands` are the same mark"),
        ({"columns": [{**WORK, "texts": {True: "Yes"}}]}, "Input should be a valid string"),
    ],
)
def test_a_description_that_contradicts_itself_is_refused(
    changes: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        described(**changes)


def test_a_row_is_put_into_words_only_where_it_is_asked_for(tmp_path: Path) -> None:
    displays = read(tmp_path, lines(), described()).training.displays
    assert displays[0] == displays[:1][0] == next(iter(displays))
    assert len(displays[3:8]) == 5
    assert displays[-1] == list(displays)[-1]
    with pytest.raises(IndexError):
        displays[len(displays)]


def test_mean_and_deviation_are_those_of_the_training_rows(tmp_path: Path) -> None:
    ages = read(tmp_path, lines(), described()).training.inputs[:, 0]
    assert (np.mean(ages), np.std(ages)) == pytest.approx((0, 1))


def test_the_example_of_the_reference_is_read_as_it_says(tmp_path: Path) -> None:
    page = Path("docs/reference/scenario-file.md").read_text(encoding="utf-8")
    example = page.split("```yaml\ndata:\n")[1].split("```")[0]
    data = TableData.model_validate(yaml.safe_load(example))
    rows = [
        ";".join(
            (str(n), str(20 + n), f"1.234,{n}", ["e", "s", ""][n % 3], ["paid", "late"][n % 2])
        )
        for n in range(ROWS)
    ]
    rows[3] = rows[3].replace("23", "k. A.", 1)
    file = tmp_path / "loans.csv"
    file.write_text("\n".join(["case;age;income;work;outcome", *rows]), encoding="cp1252")
    shown = cells(data.dataset(tmp_path, name="Loans", source="made up", split=A_FIFTH))
    assert shown["2"] == ("22", "1234,20", "Not stated")
    assert set(shown) == {str(n) for n in range(ROWS)} - {"3"}


def test_dates_are_days_and_texts_in_an_order_are_one_input(tmp_path: Path) -> None:
    degrees = {"p": "Primary", "s": "Secondary", "t": "Tertiary"}
    columns = [
        {"name": "since", "label": "Since", "type": "date", "form": "DD.MM.YYYY"},
        {"name": "degree", "label": "Degree", "type": "ordered", "texts": degrees},
    ]
    text = ["since;degree;loan"] + [
        f"{row + 1:02d}.02.2024;{'pst'[row % 3]};{'yes' if row % 2 else 'no'}" for row in range(29)
    ]
    dataset = read(tmp_path, text, described(columns=columns))
    shown = cells(dataset)
    assert shown["row-0029"] == ("29.02.2024", "Secondary")
    inputs = {
        name: inputs
        for part in (dataset.training, dataset.test)
        for name, inputs in zip(part.ids, part.inputs, strict=True)
    }
    days = np.array([inputs[f"row-{row + 1:04d}"][0] for row in range(29)])
    # A day is equally far from the next one, and so is a degree.
    assert np.diff(days) == pytest.approx(np.full(28, days[1] - days[0]))
    primary, secondary, tertiary = (inputs[f"row-{row:04d}"][1] for row in (1, 2, 3))
    assert tertiary - secondary == pytest.approx(secondary - primary)
    for name, texts in shown.items():
        encoded = [one.inputs(text) for one, text in zip(dataset.encodings, texts, strict=True)]
        assert np.concatenate(encoded) == pytest.approx(inputs[name])


def test_what_is_no_date_of_the_form_is_named(tmp_path: Path) -> None:
    columns = [{"name": "age", "label": "Since", "type": "date", "form": "YYYY-MM-DD"}]
    text = [
        "age;loan",
        *(f"2024-01-{day:02d};{'yes' if day % 2 else 'no'}" for day in range(1, 30)),
    ]
    text[3], text[4] = "2024-02-30;no", ";yes"
    assert problems(tmp_path, text, columns=columns) == [
        (
            "column 'age', line 5 (row-0004): The row has no date. Fill it in, or leave such rows "
            "out: `leave_out: [incomplete]`."
        ),
        (
            "column 'age', line 4 (row-0003): The row has '2024-02-30', which is no date such as "
            "YYYY-MM-DD. Correct it; where it stands for a missing value, state "
            '`missing_texts: ["2024-02-30"]` for the column.'
        ),
    ]
