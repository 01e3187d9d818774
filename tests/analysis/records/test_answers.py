"""Each answer is counted as the version asked for it that it was given in."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from pytest_django import DjangoAssertNumQueries

from analysis.records.answers import read_answers
from analysis.records.free_texts import with_free_text
from analysis.records.observations import Answered
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.number import Number
from survey.models import Participant, StudyVersion
from survey.population import Population
from survey.studies.load import store_version
from tests.analysis.participation import go_through
from tests.world import NOON, World, founding_study, joined

pytestmark = pytest.mark.django_db

YEARS = Number(
    type="number", key="years_of_experience", text="For how many years?", minimum=0, maximum=60
)
REMARKS = Number(type="number", key="remarks", text="How good was it?", minimum=0, maximum=10)


def next_version(*questions: BaseQuestion) -> StudyVersion:
    """Version 2.1 of the founding study, with other questions under the keys of these."""
    old, others = founding_study(), {question.key: question for question in questions}
    changed = {
        section: tuple(
            page.model_copy(
                update={
                    "questions": tuple(others.get(asked.key, asked) for asked in page.questions)
                }
            )
            for page in getattr(old.definition, section)
        )
        for section in ("background", "closing")
    }
    definition = old.definition.model_copy(update={**changed, "version": "2.1"})
    content = definition.model_dump_json(exclude_unset=True)
    file = replace(
        old, definition=definition, content=content, digest=sha256(content.encode()).hexdigest()
    )
    return store_version(file, loaded_at=NOON + timedelta(days=1)).version


@pytest.fixture
def retyped(world: World) -> StudyVersion:
    """Three simulated participants of 2.0, and two of 2.1, which asks for two numbers instead."""
    world.open()
    later = next_version(YEARS, REMARKS)
    for number, version in enumerate([*[world.founding] * 3, later, later]):
        go_through(joined(version, f"sim-{number}", population=Population.SIMULATED))
    return later


def read(*versions: StudyVersion) -> dict[tuple[str, str, str], Answered]:
    """The answers of everybody, by scenario, key and form; the newest version comes first."""
    answers = read_answers(Participant.objects.all(), [version.definition for version in versions])
    return {(answer.scenario, answer.question, answer.form): answer for answer in answers}


def test_a_choice_that_became_a_number_is_counted_apart(
    world: World, retyped: StudyVersion
) -> None:
    # A person of 2.0 chose the first option, and one of 2.1 wrote the highest number.
    read_by_form = read(retyped, world.founding)
    assert read_by_form["", "years_of_experience", ""].counts == ((60.0, 2),)
    assert read_by_form["", "years_of_experience", "2.0"].counts == (("under_1", 3),)


def test_lengths_of_texts_are_no_numbers_that_people_gave(
    world: World, retyped: StudyVersion
) -> None:
    # `Grün “quoted”` has 13 characters, and the question of 2.1 allows 0 to 10.
    read_by_form = read(retyped, world.founding)
    assert read_by_form["", "remarks", ""].counts == ((10.0, 2),)
    assert read_by_form["", "remarks", "2.0"].counts == ((13.0, 3),)


def test_a_question_that_stayed_is_counted_over_all_versions(
    world: World, retyped: StudyVersion
) -> None:
    read_by_form = read(retyped, world.founding)
    assert read_by_form["", "gender", ""].counts == (("woman", 5),)
    assert read_by_form["", "sector", ""].counts == ((("industry", "other"), 5),)
    assert {form for _scenario, key, form in read_by_form if key == "gender"} == {""}
    for scenario in world.founding.definition.scenarios:
        assert read_by_form[scenario, "suspected_cause", ""].counts == ((13.0, 5),)


def test_every_answer_is_in_one_form(world: World, retyped: StudyVersion) -> None:
    people: dict[str, int] = {}
    for (_scenario, key, _form), answered in read(retyped, world.founding).items():
        people[key] = people.get(key, 0) + answered.people
    assert people["remarks"] == people["years_of_experience"] == people["gender"] == 5


def test_there_is_a_query_for_each_kind_of_answer_whatever_the_versions(
    world: World, retyped: StudyVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    definitions = [retyped.definition, world.founding.definition]
    with django_assert_num_queries(4):
        read_answers(Participant.objects.all(), definitions)


def test_a_number_is_no_words_to_be_coded(world: World) -> None:
    world.open()
    later = next_version(REMARKS)
    with_number = joined(later, "sim", population=Population.SIMULATED)
    go_through(with_number)
    with_number.answers.exclude(question="remarks").delete()
    go_through(world.join("words", population=Population.SIMULATED))
    assert with_number.answers.get().value == 10
    assert with_free_text(later.study, Population.SIMULATED).count() == 1
