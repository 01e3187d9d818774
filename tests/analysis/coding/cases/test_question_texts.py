"""Questions are shown as the participant's version of the study words them."""

import pytest

from analysis.coding.cases.question_texts import QuestionTexts, question_texts, texts_of
from tests.analysis.coding_world import CodingWorld, InterviewWorld

pytestmark = pytest.mark.django_db


def test_every_answer_of_a_case_has_its_question(coding: CodingWorld) -> None:
    texts = question_texts(coding.cases[0].pk)
    answers = [unit.answer for unit in coding.cases[0].units.all() if unit.answer]
    assert answers
    assert all(texts.questions[answer.question] for answer in answers)
    assert set(texts.scenarios) == set(coding.founding.survey.scenarios)


def test_an_interview_has_no_questions(interviews: InterviewWorld) -> None:
    assert question_texts(interviews.talk().case.pk) == QuestionTexts({}, {})


def test_what_a_question_repeats_of_a_setting_stands_in_brackets(coding: CodingWorld) -> None:
    texts = texts_of(coding.founding.survey).questions.values()
    assert "Why did you choose [action] as the action?" in texts
    assert not any("{{" in text for text in texts)
