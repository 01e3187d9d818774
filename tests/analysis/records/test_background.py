"""Background answers are read in the words of their question, and never who somebody is."""

import pytest

from analysis.records.background import background_answers, background_questions
from survey.design.question_types.choices import SingleChoice
from survey.models import Answer, Participant
from tests.analysis.another_version import next_version, retyped
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db

GENDER = SingleChoice(
    type="single_choice",
    key="gender",
    text="What is your gender?",
    options={
        "woman": "Woman",
        "man": "Man",
        "non_binary": "Non-binary",
        "not_said": "I prefer not to say",
    },
    other="I describe myself in another way",
    identifying=True,
)


def test_forms_of_a_question_are_questions_of_their_own(world: World) -> None:
    retyped(world)
    questions = {question.key: question for question in background_questions(world.founding.study)}
    assert list(questions)[:4] == [
        "gender",
        "sector",
        "years_of_experience",
        "years_of_experience_2.0",
    ]
    assert questions["years_of_experience"].values == ()
    assert questions["years_of_experience_2.0"].values[0] == "Less than 1 year"
    answers = background_answers(world.founding.study, Participant.objects.all())
    assert {len(answered.get("years_of_experience", ())) for answered in answers.values()} == {0, 1}
    assert all(
        value in questions["sector"].values for one in answers.values() for value in one["sector"]
    )


def test_what_was_written_in_is_not_read_nor_what_could_tell_who_somebody_is(world: World) -> None:
    world.open()
    study = world.founding.study
    person = world.join("person")
    visit, _ = person.visits.get_or_create(page="background.about_you", shown_at=NOON)
    for question, value in (
        ("gender", {"option": "woman"}),
        ("sector", {"options": ["academia", "other"], "other": "Hogwarts"}),
    ):
        Answer.objects.create(participant=person, visit=visit, question=question, value=value)
    people = Participant.objects.all()
    assert background_answers(study, people) == {
        person.pk: {"gender": ("Woman",), "sector": ("Academia", "Somewhere else")}
    }
    later = next_version(GENDER)
    joined(later, "another")
    assert "gender" not in {question.key for question in background_questions(study)}
    assert "gender" not in background_answers(study, people)[person.pk]
