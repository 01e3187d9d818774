"""YAML as text, with the line of every value."""

from pathlib import Path

import pytest

from core.yaml_files.problems import FileProblems
from core.yaml_files.yaml_locations import Located, read_yaml


def read(tmp_path: Path, content: str | bytes) -> Located:
    file = tmp_path / "study.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_yaml(file, reference="docs/reference/study-file.md")


def refusal(tmp_path: Path, content: str | bytes) -> str:
    with pytest.raises(FileProblems) as caught:
        read(tmp_path, content)
    assert len(caught.value.problems) == 1
    return str(caught.value).removeprefix(str(tmp_path / "study.yaml"))


def test_scalars_stay_what_they_show(tmp_path: Path) -> None:
    # YAML 1.1 (yaml.org/type/bool.html and float.html) would make these True, 1.1, 100, a date.
    text = "{a: yes, b: 1.10, c: 0o144, d: 2027-01-31, e: 'null'}"
    expected = {"a": "yes", "b": "1.10", "c": "0o144", "d": "2027-01-31", "e": "null"}
    assert read(tmp_path, text).value == expected


@pytest.mark.parametrize("nothing", ["a:", "a: null", "a: ~"])
def test_absent_values_are_none(tmp_path: Path, nothing: str) -> None:
    assert read(tmp_path, nothing).value == {"a": None}


def test_every_value_remembers_its_line(tmp_path: Path) -> None:
    located = read(tmp_path, "a: 1\nb:\n  - c: 2\n  - d\n")
    assert located.location(("a",)).line == 1
    assert located.location(("b", 0, "c")).line == 3
    assert located.location(("b", 1)).line == 4


def test_a_path_that_is_not_in_the_file_has_the_place_of_what_should_hold_it(
    tmp_path: Path,
) -> None:
    assert read(tmp_path, "a: 1\nb:\n  c: 2\n").location(("b", "missing", 3)).line == 2


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\n").value == {"a": "x\ny\n"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a: [1, 2", ", line 1: this is not valid YAML: expected ',' or ']'"),
        ("a: 1\nb: c: d\n", ", line 2: this is not valid YAML: mapping values are not allowed"),
        ("a: 1\n\tb: 2\n", ", line 2: this is not valid YAML"),
        ("a: 1\n---\nb: 2\n", "this is not valid YAML: but found another document"),
        ("a: 1\nb: 2\na: 3\n", ", line 3, a: this key is already on line 1. Keep one."),
        ("a: &x 1\nb: *x\n", ", line 2: this is not valid YAML: aliases (*name) are not read."),
        ("a: !!python/name:os.system x", ", line 1, a: the tag"),
        ("[a]: 1", ", line 1: this key is not text."),
        ("a: " + "[" * 40 + "]" * 40, "values are nested deeper than 30 levels"),
        ("a:\n" + "- b\n" * 20_001, "there are more than 20,000 values. Shorten the file, or"),
        ("a: " + "[" * 5000, "values are nested deeper than 30 levels"),
        ("", ": the file is empty."),
        ("# only a comment\n", ": the file is empty."),
        (
            "a: 1\nb: caf\xe9\n".encode("latin-1"),
            ", line 2: the file is not UTF-8 text. Save it as",
        ),
        ("a: " + "x" * 10_000_000, ": the file is larger than 1 MB."),
        ("a: 1\nb: x\0y", ", line 2: the character U+0000 is not text."),
        ('a: "x\\0y"', ", line 1, a: the character U+0000 is not text."),
        ('a: "\\ud800"', ", line 1, a: the character U+D800 is not text."),
        ("a: \ufffe", ", line 1: the character U+FFFE is not text."),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_file_that_cannot_be_read_gets_one_clear_sentence(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    assert said in refusal(tmp_path, content)
