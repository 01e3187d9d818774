"""What is wrong with a study file, as an error of the survey."""

from collections.abc import Iterator
from contextlib import contextmanager

from core.yaml_files.problems import FileProblems
from survey.errors import SurveyError


class StudyFileError(SurveyError, FileProblems):
    """A study file that cannot be used, with every problem of it, at least one."""


@contextmanager
def study_file_errors() -> Iterator[None]:
    """Raise what is wrong with any file as a StudyFileError."""
    try:
        yield
    except StudyFileError:
        raise
    except FileProblems as error:
        raise StudyFileError(error.problems) from error
