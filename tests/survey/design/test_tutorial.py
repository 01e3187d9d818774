"""The tutorial: its steps, the practice trial and the comprehension check."""

from pathlib import Path
from random import Random

import pytest
from pydantic import ValidationError

from survey.design.tutorial import CheckQuestion, Practice, Tutorial
from tests.survey.design.study_files import Refusal, assert_refused, refused

STEP = {"key": "welcome", "title": "Welcome", "text": "This is the tool."}
CHECK = {
    "type": "single_choice",
    "key": "check_action",
    "text": "What does removal do?",
    "options": {"leaves_out": "It leaves samples out", "relabels": "It changes labels"},
    "correct": "leaves_out",
    "explanation": "Removal trains without the samples.",
}


@refused(
    Refusal(
        "correct: better",
        "correct: best",
        "- key: check_metric",
        "tutorial.check[2]",
        "best is not one of the options.",
    ),
    Refusal(
        "correct: better",
        "required: false\n      correct: better",
        "required: false",
        "tutorial.check[2].required",
        "this question has to be answered. Leave out required.",
    ),
)
def test_a_check_that_nobody_could_pass_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_a_question_of_the_check_has_one_right_answer_and_none_to_write_in() -> None:
    assert CheckQuestion.model_validate(CHECK).correct == "leaves_out"
    with pytest.raises(ValidationError, match="other"):
        CheckQuestion.model_validate({**CHECK, "other": "Something else"})


def test_simulated_participants_mostly_answer_the_check_correctly() -> None:
    question = CheckQuestion.model_validate(CHECK)
    chance = Random(1)  # noqa: S311
    sent = [question.simulated(chance)["check_action"] for _draw in range(1000)]
    # Half of 15 % are wrong guesses: 75, with a standard deviation of 8.
    assert 35 < sent.count("relabels") < 115


def test_a_tutorial_needs_neither_a_practice_trial_nor_a_check() -> None:
    tutorial = Tutorial.model_validate({"steps": [STEP]})
    assert (tutorial.practice, tutorial.check) == (None, ())


@pytest.mark.parametrize("steps", [0, 13])
def test_a_tutorial_has_from_one_to_twelve_steps(steps: int) -> None:
    with pytest.raises(ValidationError, match="steps"):
        Tutorial.model_validate({"steps": [STEP] * steps})


def test_a_practice_trial_has_a_title_and_takes_over_the_design_space_of_the_study() -> None:
    practice = Practice.model_validate({"bundle": "iris", "text": "Try it."})
    assert (practice.title, practice.error) == ("Try the tool", None)
    assert (practice.design_space, practice.levels) == (None, {})
