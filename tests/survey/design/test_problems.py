"""Problems of a study file, as they are told."""

from survey.design.problems import dotted


def test_paths_are_counted_from_one_for_people() -> None:
    assert dotted(("background", 0, "questions", 1, "key")) == "background[1].questions[2].key"
