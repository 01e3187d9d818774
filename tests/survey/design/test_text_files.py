"""Reading the files of a study: every refusal names the file and a remedy."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.yaml_places import read_yaml


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match=r"none\.yaml: the file cannot be read"):
        read_yaml(tmp_path / "none.yaml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="the file cannot be read"):
        read_yaml(tmp_path)
