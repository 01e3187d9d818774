"""A study held in memory is read as one in a folder, and sees nothing but the studies beside it."""

from pathlib import Path

import pytest

from core.yaml_files.files import HeldFiles
from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from survey.design.source import read_source
from tests.world import FOUNDING, STUDIES, founding_study


def held(text: str, **files: bytes) -> HeldFiles:
    files_of = {"study.yaml": text.encode(), **files}
    return HeldFiles("mine", files_of, beside=STUDIES)


def test_held_in_memory_a_study_has_the_digest_that_it_has_in_its_folder() -> None:
    files = {file.name: file.read_bytes() for file in FOUNDING.parent.iterdir()}
    study = read_study(
        Path("tda-needfinding/study.yaml"),
        bundles={"fashion", "loan", "iris"},
        files=HeldFiles("tda-needfinding", files, beside=Path("/nowhere")),
    )
    assert study.digest == founding_study().digest


def test_it_can_extend_a_study_that_lies_beside_it() -> None:
    text = "extends: ../tda-needfinding/study.yaml\nstudy: mine\nversion: 1\n"
    source = read_source(Path("mine/study.yaml"), held(text))
    assert source.value["title"] == founding_study().definition.title
    assert source.location(("title",)).file == Path("tda-needfinding/study.yaml")


@pytest.mark.parametrize(
    "name",
    ["../../../../README.md", "/etc/hostname.md", "//etc/hostname.md", "../none.md", "a" * 300],
)
def test_no_path_leads_out_of_the_folders_of_studies(name: str) -> None:
    with pytest.raises(StudyFileError) as refused:
        read_source(Path("mine/study.yaml"), held(f"summary: {{file: {name}.md}}\n"))
    assert "there is no file" in str(refused.value)
    assert str(STUDIES) not in str(refused.value)


def test_a_file_that_is_not_utf_8_is_named_by_its_path_in_the_study() -> None:
    files = held("summary: {file: a.md}\n", **{"a.md": b"one\n\xe4\n"})
    with pytest.raises(StudyFileError, match=r"^mine/a\.md, line 2: the file is not UTF-8 text\."):
        read_source(Path("mine/study.yaml"), files)
