"""What a column holds is guessed from its values and its name, and said why."""

import pytest

from attribution.data.files.numbers import NumberFormat
from attribution.scenario_files.data.column_guess import guessed_column

POINT, COMMA = NumberFormat(), NumberFormat(",", ".")


@pytest.mark.parametrize(
    ("name", "values", "described"),
    [
        (
            "loan_amount",
            ["250", "1000", "250", "80"],
            {"label": "Loan amount", "type": "number", "minimum": 80, "maximum": 1000},
        ),
        (
            "Einkommen €",
            ["2665,72", "1.234,5", "", "300,00"],
            {
                "label": "Einkommen",
                "unit": "€",
                "type": "number",
                "minimum": 300,
                "maximum": 2665.72,
                "decimals": 2,
            },
        ),
        (
            "bodyTemp [°C]",
            ["36,5", "unknown", *["37,1", "36,9"] * 9],
            {
                "label": "Body Temp",
                "unit": "°C",
                "type": "number",
                "missing_texts": ("unknown",),
                "minimum": 36.5,
                "maximum": 37.1,
                "decimals": 1,
            },
        ),
        (
            # As pandas writes whole numbers where one is missing.
            "age",
            ["65,0", "29,0", "", "38,0"],
            {"label": "Age", "type": "number", "minimum": 29, "maximum": 65},
        ),
        (
            "employment",
            ["not_yet", "full time", "", "not_yet", "full time", "unknown", "unknown"],
            {
                "label": "Employment",
                "type": "category",
                "texts": {"full time": "Full time", "not_yet": "Not yet", "unknown": "Unknown"},
                "missing": "Not stated",
            },
        ),
        (
            "seen_on",
            ["03.02.2026", "28.02.2026", ""],
            {"label": "Seen on", "type": "date", "form": "DD.MM.YYYY"},
        ),
        (
            "seen_on",
            ["2026-02-03T10:00", "2026-02-28T11:30"],
            {"label": "Seen on", "type": "date", "form": "YYYY-MM-DD"},
        ),
        (
            "smoker",
            ["0", "1", "1", "0"],
            {"label": "Smoker", "type": "category", "texts": {"0": "0", "1": "1"}},
        ),
        (
            "zip",
            ["01067", "04109"] * 2,
            {"label": "Zip", "type": "category", "texts": {"01067": "01067", "04109": "04109"}},
        ),
    ],
)
def test_a_column_is_described(name: str, values: list[str], described: dict[str, object]) -> None:
    guess = guessed_column(name, values, COMMA)
    assert guess.column is not None
    assert guess.column.model_dump(exclude_unset=True) == {"name": name, **described}


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("country", ["DE"] * 40, "every row holds the same"),
        ("note", [""] * 40, "no row holds a value"),
        ("contact", [f"p{n}@example.org" for n in range(40)], "it holds e-mail addresses"),
        (
            "day",
            [f"2.{n % 12 + 1}.26" for n in range(40)],
            "it holds dates, and '2.1.26', '2.2.26', '2.3.26' and others are none",
        ),
        ("PLZ", [f"0{n:04d}" for n in range(40)], "it holds 40 different values, too many"),
        (
            "remark",
            [f"this is the remark number {n}" for n in range(40)],
            "it holds 40 texts, too many",
        ),
        (
            "surname",
            [f"O Name {n}" for n in range(40)],
            "they seem to tell of people, whom participants would read about",
        ),
    ],
)
def test_a_column_that_a_model_should_not_learn_from_is_left_out_with_the_reason(
    name: str, values: list[str], reason: str
) -> None:
    guess = guessed_column(name, values, POINT)
    assert guess.column is None
    assert guess.summary.startswith(f"{name!r} is left out: ")
    assert reason in guess.summary
    assert not guess.could_name_rows


@pytest.mark.parametrize(
    ("name", "values", "position", "could_name"),
    [
        ("case_id", [f"K-{n}" for n in range(40)], 3, True),
        ("column 1", [str(2 * n) for n in range(40)], 0, True),
        ("patientName", [f"N{n}" for n in range(40)], 0, False),
    ],
)
def test_a_column_with_a_value_for_every_row_may_name_the_rows(
    name: str, values: list[str], position: int, could_name: bool
) -> None:
    guess = guessed_column(name, values, POINT, position)
    assert guess.column is None
    assert guess.could_name_rows == could_name


def test_measurements_that_never_repeat_are_no_identifier() -> None:
    guess = guessed_column("weight", [f"{60 + n * 0.37:.2f}" for n in range(40)], POINT, 1)
    assert guess.column is not None
    assert guess.column.type == "number"


@pytest.mark.parametrize("strange", ["-99", "-1", "999", "9999"])
def test_a_number_far_from_all_others_is_pointed_out_and_beyond_the_limits(strange: str) -> None:
    guess = guessed_column("points", [strange, *(["3", "4", "5"] * 5)], POINT)
    assert guess.column is not None
    assert (guess.column.minimum, guess.column.maximum) == (3, 5)
    assert f"{strange} is far from all others" in guess.comments["minimum"]
    assert guess.summary.endswith(f"; look at {strange}")


def test_usual_numbers_that_look_like_codes_for_missing_are_left_alone() -> None:
    guess = guessed_column("amount", ["99", "120", "80", "999", "1500"] * 3, POINT)
    assert guess.column is not None
    assert (guess.column.minimum, guess.column.maximum) == (80, 1500)


def test_comments_ask_about_what_is_unclear() -> None:
    thousands = guessed_column("price", ["1.234", "12.500", "7.250"], POINT)
    assert "if it stands between thousands, state `thousands`" in thousands.comments[""]
    grade = guessed_column("grade", ["1", "2", "3"] * 9, POINT)
    assert "if they are codes for kinds, describe a category" in grade.comments[""]
    words = guessed_column("work", ["ja", "Ja", "nein"] * 9, POINT)
    assert words.comments["texts"].startswith("These look alike: 'ja' and 'Ja'.")
    mixed = guessed_column("size", ["tall", *map(str, range(40))], POINT)
    assert mixed.comments[""] == "A number, though it also holds 'tall'."


def test_dates_that_read_both_ways_are_asked_about() -> None:
    guess = guessed_column("day", ["03/02/2026", "04/11/2026"], POINT)
    assert guess.comments["form"] == (
        "Every date can be read as DD/MM/YYYY or MM/DD/YYYY: state the right one."
    )
    assert guess.summary == "'day' is a date from 2026-02-03 to 2026-11-04, in the form DD/MM/YYYY"
