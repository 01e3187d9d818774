"""Text is decoded as its owner's program wrote it, and what is no text is refused by name."""

from pathlib import Path

import pytest

from attribution.data.files import content
from attribution.data.files.content import decoded, file_content, guessed_encoding
from attribution.data.problems import DataProblems

GERMAN = "Größe;Beschäftigung\ngroß;selbst\N{SOFT HYPHEN}ständig\n300 €;Prüfer\n"


@pytest.mark.parametrize(
    ("text", "encoding", "is_certain"),
    [
        ("a;b\n1;2\n", "utf-8", True),
        (GERMAN, "utf-8", True),
        (GERMAN, "cp1252", False),
        ("naïve;café\n1;2\n", "cp1252", False),
        ("Имя;Возраст\nИван;3\nПётр;4\nМария;31\n", "cp1251", False),
    ],
)
def test_an_encoding_is_guessed(text: str, encoding: str, is_certain: bool) -> None:
    guess = guessed_encoding(text.encode(encoding))
    assert (guess.encoding, guess.is_certain) == (encoding, is_certain)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_left_out(encoding: str) -> None:
    written = GERMAN.encode(encoding)
    guess = guessed_encoding(written)
    assert guess.is_certain
    assert decoded("x.csv", written, guess.encoding) == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_two_bytes_a_letter_is_told_without_a_mark(encoding: str) -> None:
    assert guessed_encoding(GERMAN.encode(encoding)).encoding == encoding


@pytest.mark.parametrize(
    ("written", "encoding", "sentence"),
    [
        (
            GERMAN.encode("cp1252"),
            "utf-8",
            (
                "line 1: The bytes are not utf-8 text. State the file's encoding; it looks like "
                "`encoding: cp1252`."
            ),
        ),
        (b"a;b\r\n1;\xe4\r\n", "ascii", "line 2: The bytes are not ascii text."),
        (b"a\n", "klingon", "No encoding is called 'klingon'. State one that Python knows"),
        (b"a\nb\n\0c\n", "utf-8", "line 3: There is a null character"),
        (b"a", "utf-16", "The bytes are not utf-16 text."),
    ],
)
def test_bytes_that_are_not_the_stated_text_are_refused_by_line(
    written: bytes, encoding: str, sentence: str
) -> None:
    with pytest.raises(DataProblems, match=sentence):
        decoded("x.csv", written, encoding)


def test_a_workbook_is_to_be_saved_as_csv(tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x03\x04...")
    with pytest.raises(DataProblems, match=r"This is a workbook .* text, a table as CSV"):
        file_content(file)


def test_a_file_that_is_absent_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DataProblems, match=r"cannot be read \(No such file or directory\)"):
        file_content(tmp_path / "x.csv")
    file = tmp_path / "y.csv"
    file.write_text("a,b\n1,2\n")
    monkeypatch.setattr(content, "LARGEST_FILE", 7)
    with pytest.raises(DataProblems, match="The file has 0 MB, and at most 0 are read"):
        file_content(file)
