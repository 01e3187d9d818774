"""Texts of a scenario file come from a delimited file or from folders of classes."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from attribution.data.dataset import Dataset
from attribution.data.problems import DataProblems
from attribution.data.split import Split
from attribution.errors import DataError
from attribution.scenario_files.data.texts import TextsData
from attribution.scenario_files.data.texts_draft import draft
from core.digests import digest

LABEL = {"column": "topic", "classes": {"w": "Waste", 1: "Parks"}}
WORDS = ("bin", "full", "street", "collected", "late")


def written(folder: Path, rows: list[str], encoding: str = "utf-8") -> TextsData:
    (folder / "texts.csv").write_bytes("\n".join(["no;topic;part;text", *rows]).encode(encoding))
    return TextsData(file="texts.csv", separator=";", text="text", label=LABEL)


def rows(count: int = 24) -> list[str]:
    return [
        f"n{at};{'w1'[at % 2]};{part};{WORDS[at % 5]} {WORDS[at % 3]} {at}"
        for at in range(count)
        for part in ("early" if at < 18 else "late",)
    ]


def dataset(data: TextsData, folder: Path, **split: object) -> Dataset:
    return data.dataset(folder, name="texts", source="drawn", split=Split(**split))  # type: ignore[arg-type]


def all_ids(data: Dataset) -> set[str]:
    return {*data.training.ids, *data.test.ids}


def test_rows_are_called_by_their_position_or_by_a_column(tmp_path: Path) -> None:
    data = written(tmp_path, rows())
    assert "row-0024" in all_ids(dataset(data, tmp_path))
    named = data.model_copy(update={"identifier": "no"})
    assert all_ids(dataset(named, tmp_path)) == {f"n{at}" for at in range(24)}
    assert dataset(data, tmp_path).class_names == ("Waste", "Parks")


def test_a_column_can_split_them(tmp_path: Path) -> None:
    data = written(tmp_path, rows())
    parts = dataset(data, tmp_path, column="part", test=("late",))
    assert parts.test.ids == tuple(f"row-{row:04d}" for row in range(19, 25))
    with pytest.raises(DataProblems, match=r"no column 'parts'\. Name one of part, no, topic"):
        dataset(data, tmp_path, column="parts", test=("late",))


def test_line_breaks_stay_and_letters_are_composed(tmp_path: Path) -> None:
    data = written(tmp_path, [*rows(), 'n99;w;late;" u\u0308ber\r\nzwei Zeilen "'])
    parts = dataset(data, tmp_path, column="part", test=("late",))
    assert parts.test.displays[-1].text == "über\nzwei Zeilen"  # type: ignore[union-attr]


def test_equal_texts_can_be_used_once(tmp_path: Path) -> None:
    data = written(tmp_path, [*rows(), "n30;1;late;BIN  bin 0", "n31;1;late;a new one"])
    with pytest.raises(DataProblems, match="line 26: This text of the test is also learned from"):
        dataset(data, tmp_path, column="part", test=("late",))
    once = data.model_copy(update={"duplicates": "first"})
    parts = dataset(once, tmp_path, column="part", test=("late",))
    # The columns stay beside their own rows.
    assert parts.test.ids[-1] == "row-0026"
    assert "row-0025" not in all_ids(parts)


def test_all_problems_of_a_file_come_at_once(tmp_path: Path) -> None:
    broken = rows()
    broken[3], broken[4], broken[5] = "n3;1;early", "n4;w;early;", "n5;x;early;text"
    with pytest.raises(DataProblems) as raised:
        dataset(written(tmp_path, broken), tmp_path)
    said = str(raised.value)
    for line in ("line 5: The row has 3 values", "line 6: There is no text", "line 7: The label"):
        assert line in said


def test_a_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    data = written(tmp_path, [*rows(), "n40;w;late;Müll und Bäume auf der Straße"], "cp1252")
    parts = dataset(data, tmp_path, column="part", test=("late",))
    assert parts.test.displays[-1].text == "Müll und Bäume auf der Straße"  # type: ignore[union-attr]


def test_other_data_than_described_are_refused(tmp_path: Path) -> None:
    data = written(tmp_path, rows())
    sha256 = digest((tmp_path / "texts.csv").read_bytes())
    assert dataset(data.model_copy(update={"sha256": sha256}), tmp_path)
    with pytest.raises(DataError, match="holds other data than the scenario file describes"):
        dataset(data.model_copy(update={"sha256": "0" * 64}), tmp_path)


def folders(root: Path) -> TextsData:
    for label in ("w", "1"):
        (root / "texts" / label).mkdir(parents=True)
        for at in range(12):
            (root / "texts" / label / f"{at:02d}.txt").write_text(f"{label} {WORDS[at % 5]} {at}")
    return TextsData(folder="texts", label={"classes": LABEL["classes"]})


def test_a_folder_for_each_class_is_read(tmp_path: Path) -> None:
    data = folders(tmp_path)
    (tmp_path / "texts" / "w" / ".hidden").write_text("")
    parts = dataset(data, tmp_path, test=("w/03.txt", "1/04.txt"))
    assert parts.test.ids == ("w/03.txt", "1/04.txt")
    assert parts.test.displays[0].text == "w collected 3"  # type: ignore[union-attr]
    assert draft(tmp_path / "texts").description.sha256 != ""  # type: ignore[attr-defined]


def test_everything_that_is_no_text_is_named(tmp_path: Path) -> None:
    data = folders(tmp_path)
    (tmp_path / "texts" / "w" / "letter.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "texts" / "w" / "zip.txt").write_bytes(b"PK\x03\x04")
    (tmp_path / "texts" / "1" / "empty.txt").write_text("")
    with pytest.raises(DataProblems) as raised:
        dataset(data, tmp_path)
    said = str(raised.value)
    assert "w/letter.docx: This is no .txt file. Save it as text, or remove it." in said
    assert "w/zip.txt: This is a workbook or an archive, not a text file." in said
    assert "1/empty.txt: There is no text. Write it, or leave it out." in said


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"file": "a.csv", "folder": "b"}, "either a file or a folder"),
        ({}, "either a file or a folder"),
        ({"file": "a.csv"}, "the column of the text and that of the label"),
        ({"folder": "b", "text": "text"}, "a folder of texts has no columns"),
    ],
)
def test_a_description_names_one_place(given: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        TextsData(label={"classes": LABEL["classes"]}, **given)


def test_a_draft_describes_what_was_read(tmp_path: Path) -> None:
    written(tmp_path, [*rows(), "n40;w;late;call 030 / 123 45 67 or mail a.b@example.org"])
    drafted = draft(tmp_path / "texts.csv", label="topic")
    described = drafted.description
    assert isinstance(described, TextsData)
    assert (described.text, described.identifier, described.separator) == ("text", "no", ";")
    assert described.label.classes == {"1": "1", "w": "W"}
    assert drafted.problems == ()
    assert drafted.summary[:3] == (
        "25 texts of 3 to 9 words (median 3).",
        "12 of the class '1'.",
        "13 of the class 'W'.",
    )
    assert drafted.summary[-2:] == (
        (
            "Participants read these texts, and 1 may hold an e-mail address: line 26. Take out "
            "what tells who somebody is."
        ),
        (
            "Participants read these texts, and 1 may hold a telephone number: line 26. Take out "
            "what tells who somebody is."
        ),
    )
    # What is drafted can be used at once.
    assert len(dataset(described, tmp_path).training) == 20


def test_a_draft_uses_repeated_texts_once(tmp_path: Path) -> None:
    written(tmp_path, [*rows(), "n40;w;late;Bin bin 0"])
    drafted = draft(tmp_path / "texts.csv", label="topic")
    assert drafted.description.duplicates == "first"  # type: ignore[attr-defined]
    assert "used once: line 2 and line 26" in drafted.summary[-1]
    assert ("duplicates",) in drafted.comments


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "Name the column that holds the labels: --label COLUMN"),
        ("Topic", "There is no column 'Topic'. Name one of topic, no, part, text"),
        ("same", "holds fewer than two different labels"),
    ],
)
def test_a_draft_needs_labels(tmp_path: Path, label: str, sentence: str) -> None:
    (tmp_path / "texts.csv").write_text("no,topic,part,text,same\n1,w,a,x,s\n2,p,a,x,s\n")
    with pytest.raises(DataError, match=sentence):
        draft(tmp_path / "texts.csv", label=label)


@pytest.mark.parametrize("text", ["30 boxes of 1 000 kg", "2024-11-28", "12.5 and 1,000,000"])
def test_other_numbers_are_no_telephone_numbers(tmp_path: Path, text: str) -> None:
    written(tmp_path, [*rows(), f"n40;w;late;{text}"])
    said = " ".join(draft(tmp_path / "texts.csv", label="topic").summary)
    assert "telephone" not in said
