"""Problems of a study file, as they are told."""

from pathlib import Path

import pytest

from core.yaml_files.problems import SHOWN_PROBLEMS, FileProblems, Location, Problem, dotted

STUDY, TEXT = Path("study.yaml"), Path("consent.md")


def test_paths_are_counted_from_one_for_people() -> None:
    assert dotted(("background", 0, "questions", 1, "key")) == "background[1].questions[2].key"


@pytest.mark.parametrize(
    ("location", "key", "said"),
    [
        (Location(STUDY, 0), "", "study.yaml: it is empty. Fill it."),
        (Location(STUDY, 3), "", "study.yaml, line 3: it is empty. Fill it."),
        (Location(STUDY, 3), "title", "study.yaml, line 3, title: it is empty. Fill it."),
    ],
)
def test_a_problem_says_where_what_and_what_to_do(location: Location, key: str, said: str) -> None:
    assert str(Problem(location, key, "it is empty.", "Fill it.")) == said


def test_a_line_of_a_text_is_counted_in_a_file_of_its_own_and_in_no_other() -> None:
    assert Location(TEXT, 1).below(4) == Location(TEXT, 5)
    assert Location(STUDY, 7).below(4) == Location(STUDY, 7)


@pytest.mark.parametrize("number", [1, SHOWN_PROBLEMS, SHOWN_PROBLEMS + 1, 100])
def test_every_problem_is_kept_and_the_first_twenty_are_shown(number: int) -> None:
    problems = [Problem(Location(STUDY, line), "", "a.", "b.") for line in range(number)]
    error = FileProblems(problems)
    assert error.problems == tuple(problems)
    lines = str(error).splitlines()
    assert lines[: min(number, 20)] == [str(problem) for problem in problems[:20]]
    rest = [f"and {number - 20} more, shown once these are fixed."] if number > 20 else []
    assert lines[20:] == rest


def test_the_path_of_the_whole_file_is_empty() -> None:
    assert dotted(()) == ""
    assert dotted(("title",)) == "title"
