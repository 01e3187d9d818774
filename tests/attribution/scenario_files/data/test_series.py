"""Curves of a scenario file stand in a row each, or in a row for each point."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from attribution.data.dataset import Dataset
from attribution.data.display import Series
from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.errors import DataError
from attribution.scenario_files.data.series import SeriesData
from attribution.scenario_files.data.series_draft import draft

LABEL = {"column": "kind", "classes": {"a": "Rising", "b": "Falling"}}


def values(at: int) -> list[float]:
    return [at / 4, (1 if at % 2 else -1) * at, 2.5]


def in_columns(folder: Path, count: int = 24, separator: str = ",", decimal: str = ".") -> Path:
    lines = [separator.join(["no", "kind", "0.5", "1.0", "1.5", "part"])]
    for at in range(count):
        numbers = [f"{value:g}".replace(".", decimal) for value in values(at)]
        part = "test" if at > count - 5 else "training"
        lines.append(separator.join([f"c{at}", "ab"[at % 2], *numbers, part]))
    (folder / "curves.csv").write_text("\n".join(lines))
    return folder / "curves.csv"


def in_rows(folder: Path, count: int = 24) -> Path:
    lines = ["curve,kind,t,v"]
    points = [(at, t) for t in (2, 0, 1) for at in range(count)]
    lines += [f"c{at},{'ab'[at % 2]},{10 + t / 2:g},{values(at)[t]:g}" for at, t in points]
    (folder / "points.csv").write_text("\n".join(lines))
    return folder / "points.csv"


COLUMNS = SeriesData(
    file="curves.csv", label=LABEL, identifier="no", values={"first": "0.5", "last": "1.5"}
)
POINTS = SeriesData(
    file="points.csv", label=LABEL, values={"series": "curve", "time": "t", "value": "v"}
)


def dataset(data: SeriesData, folder: Path, **split: object) -> Dataset:
    return data.dataset(folder, name="curves", source="drawn", split=Split(**split))  # type: ignore[arg-type]


def shown(data: Dataset, name: str) -> object:
    samples = data.training if name in data.training.ids else data.test
    return samples.displays[samples.ids.index(name)]


def test_both_forms_give_the_same_curves(tmp_path: Path) -> None:
    in_columns(tmp_path)
    in_rows(tmp_path)
    columns, points = dataset(COLUMNS, tmp_path), dataset(POINTS, tmp_path)
    assert columns.training.ids == points.training.ids
    assert columns.training.inputs == pytest.approx(points.training.inputs)
    assert shown(columns, "c7") == Series(0.0, 1.0, (1.75, 7.0, 2.5))
    # Points say themselves where they stand.
    assert shown(points, "c7") == Series(10.0, 0.5, (1.75, 7.0, 2.5))


def test_a_description_says_what_the_axes_are(tmp_path: Path) -> None:
    in_columns(tmp_path)
    axes = {
        "horizontal": {"label": "Time", "unit": "s", "start": 0.5, "step": 0.5},
        "vertical": {"label": "Height", "unit": "cm"},
    }
    data = dataset(SeriesData.model_validate(COLUMNS.model_dump() | axes), tmp_path)
    assert [(one.label, one.unit) for one in data.features] == [("Time", "s"), ("Height", "cm")]
    assert shown(data, "c0") == Series(0.5, 0.5, (0.0, 0.0, 2.5))


def test_a_column_can_split_them(tmp_path: Path) -> None:
    in_columns(tmp_path)
    parts = dataset(COLUMNS, tmp_path, column="part", test=("test",))
    assert parts.test.ids == ("c20", "c21", "c22", "c23")
    in_rows(tmp_path)
    by_kind = dataset(POINTS, tmp_path, test=("c3", "c4"), group="curve")
    assert by_kind.test.ids == ("c3", "c4")


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    file = in_columns(tmp_path)
    text = file.read_text().replace("c3,b,0.75", 'c3,b,"0,75"').replace("c4,a,1,", "c4,a,NA,")
    file.write_text(text.replace("c5,b,1.25,5", "c5,b,,").replace("c6,a", "c6,c"))
    with pytest.raises(DataProblems) as raised:
        dataset(COLUMNS, tmp_path)
    said = [str(problem) for problem in raised.value.problems]
    assert said == [
        "line 5, column '0.5': '0,75' is no number. State `decimal: \",\"`, or correct the value.",
        (
            "line 5 and line 6: There is no value at 0. Fill it in, leave the curve out, or write "
            "`missing: interpolate`."
        ),
        (
            "line 7: There is no value at 0 and 1. Fill it in, leave the curve out, or write "
            "`missing: interpolate`."
        ),
        (
            "line 8: The label 'c' is none of the classes. Name it under `classes`, correct it, or "
            "leave this out."
        ),
    ]


def test_many_texts_of_a_column_are_one_problem_and_large_values_another(tmp_path: Path) -> None:
    file = in_columns(tmp_path)
    lines = file.read_text().splitlines()
    lines[1:8] = [f"c{at},{'ab'[at % 2]},2024-01-{at + 1:02d},1,2,x" for at in range(7)]
    lines[9] = "c8,a,1,1e200,2,x"
    file.write_text("\n".join(lines))
    with pytest.raises(DataProblems) as raised:
        dataset(COLUMNS, tmp_path)
    assert [str(problem) for problem in raised.value.problems] == [
        (
            "lines 2, 3, 4, 5, 6 and 2 more, column '0.5': '2024-01-01' and others are no numbers. "
            "Write times as numbers, such as days or seconds since the first."
        ),
        (
            "line 2, line 3, line 4, line 5, line 6 and 2 more: There is no value at 0. Fill it "
            "in, leave the curve out, or write `missing: interpolate`."
        ),
        "line 10: A value is beyond 1e100, by size. Choose another unit.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            "c1,b,10,",
            "c1,b,10.2,",
            "The times of the curves are not equally far apart: 10 and 10.2",
        ),
        ("c1,b,10,", "c1,a,10,", "curve 'c1', column 'kind': It has several labels: 'b' and 'a'"),
        ("c1,b,10,", "c1,b,11,", "curve 'c1': There are several values at 11"),
        ("c1,b,10,", "c1,b,,", "column 't': There is no time. Fill it in"),
        ("c1,b,10,", "c1,b,noon,", "column 't': 'noon' is no number"),
        ("c1,b,10,0.25\n", "", "curve 'c1' from line 3: There is no value at 10. Fill it in"),
    ],
)
def test_points_that_make_no_curves_are_refused(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    file = in_rows(tmp_path)
    assert before in file.read_text()
    file.write_text(file.read_text().replace(before, after))
    with pytest.raises(DataProblems) as raised:
        dataset(POINTS, tmp_path)
    assert sentence in str(raised.value)


def test_columns_that_are_swapped_are_refused(tmp_path: Path) -> None:
    in_columns(tmp_path)
    swapped = COLUMNS.model_dump() | {"values": {"first": "1.5", "last": "0.5"}}
    with pytest.raises(DataProblems, match="Name the one further left as `first`"):
        dataset(SeriesData.model_validate(swapped), tmp_path)


@pytest.mark.parametrize(
    ("data", "changes", "sentence"),
    [
        (COLUMNS, {"label": {"classes": LABEL["classes"]}}, "name the column of the labels"),
        (POINTS, {"identifier": "no"}, "name no identifier"),
        (POINTS, {"horizontal": {"step": 2}}, "leave start and step out"),
        (COLUMNS, {"horizontal": {"step": 0}}, "greater than 0"),
    ],
)
def test_a_description_says_each_thing_once(
    data: SeriesData, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        SeriesData.model_validate(data.model_dump() | changes)


def test_a_draft_finds_the_columns_of_the_curves(tmp_path: Path) -> None:
    drafted = draft(in_columns(tmp_path, separator=";", decimal=","), label="kind")
    described = drafted.description
    assert isinstance(described, SeriesData)
    assert described.values.model_dump() == {"first": "0.5", "last": "1.5"}
    assert (described.identifier, described.decimal, described.separator) == ("no", ",", ";")
    assert (described.horizontal.start, described.horizontal.step) == (0.5, 0.5)
    assert drafted.summary == (
        "24 curves of 3 values: Value, by Position from 0.5 to 1.5.",
        "12 of the class 'A'.",
        "12 of the class 'B'.",
        "Values lie between -22 and 23.",
        (
            "People read Value and Position beside every curve: say in the scenario file what they "
            "are, below horizontal and vertical."
        ),
    )
    assert drafted.problems == ()
    assert shown(dataset(described, tmp_path), "c7") == Series(0.5, 0.5, (1.75, 7.0, 2.5))


def test_a_draft_of_points_tells_of_gaps_and_of_curves_that_never_change(tmp_path: Path) -> None:
    file = in_rows(tmp_path)
    flat = "\n".join(f"flat,a,{time},3" for time in ("10", "10.5", "11"))
    file.write_text(f"{file.read_text().replace('c1,b,10,0.25', 'c1,b,10,')}\n{flat}\n")
    drafted = draft(file, label="kind", series="curve", time="t", value="v")
    assert drafted.summary[0] == "25 curves of 3 values: V, by Time from 10 to 11."
    assert drafted.summary[-2:] == (
        "Values that are missing: 1.",
        "These curves never change: curve 'flat' from line 74.",
    )
    assert [problem.message for problem in drafted.problems] == ["There is no value at 10."]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"series": "kind"}, "Points need three columns"),
        ({"label": "part"}, "fewer than two different labels"),
        ({"label": "nothing"}, "There is no column 'nothing'"),
        ({}, "no columns of numbers beside each other"),
    ],
)
def test_a_draft_needs_labels_and_numbers(
    tmp_path: Path, options: dict[str, str], sentence: str
) -> None:
    (tmp_path / "curves.csv").write_text("kind,part,x\na,p,1\nb,p,2\n")
    with pytest.raises(DataError, match=sentence):
        draft(tmp_path / "curves.csv", **{"label": "kind", **options})
