"""Placeholders are filled in only where every participant has given what they repeat."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.reading import read_study

BUNDLES = frozenset({"birds", "fashion", "iris", "loan"})

QUESTION = 'text: "Why did you choose {{ setting.action }} as the action?"'

BRIEF = "brief-image.md"


@pytest.mark.parametrize(
    "question",
    [
        "Why did you choose {{ setting.action }}, {{ setting.metric }}, {{ setting.number }}?",
        "{{ error }}: {{ error.true_class }}, {{ error.predicted_class }}, {{ setting }}",
        'You wrote “{{ answer.suspected_cause }}” ({{ answer.developed_models or "nothing" }})',
    ],
)
def test_a_follow_up_takes_up_the_trial_and_what_was_answered_before(
    study_folder: Path, question: str
) -> None:
    assert said(study_folder, QUESTION, f"text: '{question}'") == ""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            QUESTION,
            "text: 'Why {{ setting.colour }}?'",
            "questions[1].text: there is nothing for {{ setting.colour }} here. Use one of: error",
        ),
        (
            QUESTION,
            "text: 'Why {{ answer.nothing }}?'",
            "Use a question that is asked on an earlier page: data_types, deep_models, developed_",
        ),
        (QUESTION, "text: 'Why {{ answer.reason_for_metric }}?'", "no answer to reason_for_metric"),
        (QUESTION, "text: 'Why {{ answer.check_metric }}?'", "no answer to check_metric"),
        (
            "text: What is your gender?",
            "text: 'What about {{ error }}?'",
            "background[1].questions[1].text: {{ error }} is known only after a trial. Move it to",
        ),
        (
            "title: Before you go",
            "title: 'Bye {{ answer.gender }}'",
            "closing[1].title: {{ answer.gender }} is not filled in here. Move it to a question",
        ),
        (
            "text: Is there anything else you would like to tell us?",
            "text: 'More than {{ answer.suspected_cause }}?'",
            "no answer to suspected_cause",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_refused_with_a_remedy(
    study_folder: Path, old: str, new: str, expected: str
) -> None:
    assert expected in said(study_folder, old, new)


def test_a_placeholder_in_a_file_of_its_own_is_found_on_its_line(study_folder: Path) -> None:
    brief = study_folder / "tda-needfinding" / BRIEF
    brief.write_text("One\n\nTwo {{ setting }}\n[x](https://e.org/{{answer.gender}})\n")
    problems = said(study_folder, "", "")
    assert f"{BRIEF}, line 3, scenarios.image.brief: {{{{ setting }}}} is known only" in problems
    assert "line 4, scenarios.image.brief: {{answer.gender}} stands in an address." in problems


def test_braces_of_ones_own_are_let_be_where_nothing_is_filled_in(study_folder: Path) -> None:
    assert said(study_folder, "title: Before you go", "title: 'Of {{ mustaches }}'") == ""


def said(study_folder: Path, old: str, new: str) -> str:
    """What is wrong with the founding study after a change; empty where nothing is."""
    file = study_folder / "tda-needfinding" / "study.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    try:
        read_study(file, bundles=BUNDLES)
    except StudyFileError as error:
        return str(error)
    return ""
