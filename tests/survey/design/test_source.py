"""Texts in files, and studies that extend others."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.source import read_source


@pytest.fixture
def studies(tmp_path: Path) -> Path:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    (tmp_path / "first" / "study.yaml").write_text(
        "study: first\ninformation: {file: text.md}\nscenarios:\n  a: {title: A, bundle: loan}\n"
        "  b: {title: B}\nclosing: [1, 2]\n"
    )
    (tmp_path / "first" / "text.md").write_text("Hello\n")
    return tmp_path


OWN = "study: second\nversion: 1\n"


def second(studies: Path, text: str) -> Path:
    file = studies / "second" / "study.yaml"
    file.write_text(text)
    return file


def test_a_text_file_stands_for_its_text_and_is_named_as_its_place(studies: Path) -> None:
    source = read_source(studies / "first" / "study.yaml")
    assert source.value["information"] == "Hello\n"
    assert source.location(("information",)).file.name == "text.md"


def test_extending_merges_mappings_replaces_lists_and_takes_away_by_null(studies: Path) -> None:
    file = second(
        studies,
        OWN + "extends: ../first/study.yaml\nscenarios:\n  a: {title: C}\n  b: null\n"
        "closing: [3]\n",
    )
    assert read_source(file).value == {
        "study": "second",
        "version": "1",
        "information": "Hello\n",
        "scenarios": {"a": {"title": "C", "bundle": "loan"}},
        "closing": ["3"],
    }


def test_a_value_is_placed_in_the_file_it_comes_from(studies: Path) -> None:
    source = read_source(
        second(studies, "extends: ../first/study.yaml\nstudy: second\nversion: 1\nclosing: [3]\n")
    )
    assert source.location(("scenarios", "a", "title")).file.parent.name == "first"
    assert source.location(("closing", 0)).file.parent.name == "second"
    assert source.location(("closing", 1)).file.parent.name == "second"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "a study is a mapping."),
        ("extends: ../first/study.yaml\nversion: 1\n", "needs its own study."),
        ("extends: ../first/study.yaml\nstudy: second\n", "needs its own version."),
        (
            OWN + "extends: ../first/study.yaml\nscenarios: {c: null}\n",
            "scenarios.c: there is no c here to take away. The study that is extended has: a, b.",
        ),
        (OWN + "extends: study.yaml\n", "studies extend one another in a circle."),
        (OWN + "extends: ../none/study.yaml\n", "extends: there is no file ../none/study.yaml."),
        (OWN + "extends: [a]\n", "extends: this should be the path of a .yaml file."),
        ("summary: {file: none.md}\n", "summary.file: there is no file none.md."),
        ("summary: {file: ../../secret.md}\n", "this file lies outside the folder"),
        ("summary: {file: /etc/hostname.md}\n", "this file lies outside the folder"),
        ("summary: {file: study.yaml}\n", "this should be the path of a .md file."),
        ("pages: [{text: {file: none.md}}]\n", "pages[1].text.file: there is no file none.md."),
    ],
)
def test_a_wrong_reference_is_refused_with_its_place(studies: Path, text: str, said: str) -> None:
    with pytest.raises(StudyFileError) as caught:
        read_source(second(studies, text))
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(studies / "second" / "study.yaml"))


def test_a_link_out_of_the_studies_is_not_followed(
    studies: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.md"
    secret.write_text("secret")
    (studies / "second" / "link.md").symlink_to(secret)
    with pytest.raises(StudyFileError, match="outside the folder"):
        read_source(second(studies, "summary: {file: link.md}\n"))


def test_a_text_that_is_not_utf8_is_named_by_its_own_file(studies: Path) -> None:
    (studies / "first" / "text.md").write_bytes("Gr\xfcn".encode("latin-1"))
    with pytest.raises(StudyFileError, match=r"text\.md, line 1: the file is not UTF-8"):
        read_source(studies / "first" / "study.yaml")
