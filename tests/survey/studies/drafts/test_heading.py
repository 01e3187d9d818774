"""The first keys of a study file can be read and written while the rest of it is broken."""

from pathlib import Path

import pytest

from core.yaml_files.yaml_locations import read_yaml
from survey.studies.drafts.heading import heading, kind_in, with_heading
from tests.world import STUDIES

BROKEN = "# A comment\nstudy: mine  # ours\nversion: '1.0'\ntitle: [\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (BROKEN, "mine"),
        ('study: "mine"\n', "mine"),
        ("title: A\n  study: other\n", None),
        ("study:\n  a: 1\n", None),
        ("studying: mine\n", None),
        ("", None),
    ],
)
def test_the_name_is_read_where_it_is_one_word(text: str, name: str | None) -> None:
    assert heading(text, "study") == name


def test_a_study_is_of_interviews_where_it_says_so() -> None:
    kinds = {
        folder.name: kind_in((folder / "study.yaml").read_text()) for folder in STUDIES.iterdir()
    }
    assert {name for name, kind in kinds.items() if kind == "interviews"} == {"tda-interviews"}


def test_other_lines_stay_as_they_are() -> None:
    assert with_heading(BROKEN, study="other", version="2", subject="A: b") == (
        '# A comment\nsubject: "A: b"\nstudy: other\nversion: "2"\ntitle: [\n'
    )


def test_a_value_of_several_lines_is_replaced_whole() -> None:
    text = "title: >\n  One\n\n  two\nstudy: a\n"
    assert with_heading(text, title="Three") == "title: Three\nstudy: a\n"


@pytest.mark.parametrize(
    "title", ["null", "~", "A: b", '"', "\\", "Käse & Wein", "- a", "#1", "yes", "'", "1.10"]
)
def test_what_was_written_is_what_is_read(title: str, tmp_path: Path) -> None:
    file = tmp_path / "study.yaml"
    file.write_text(with_heading("study: a\n", title=title), encoding="utf-8")
    assert read_yaml(file, reference="docs/reference/study-file.md").value == {
        "study": "a",
        "title": title,
    }
