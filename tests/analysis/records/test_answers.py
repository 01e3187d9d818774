"""Each answer is counted as the version asked for it that it was given in."""

from collections import Counter

import pytest
from pytest_django import DjangoAssertNumQueries

from analysis.records.answers import read_answers
from analysis.records.free_texts import with_free_text
from analysis.records.observations import Answered
from survey.models import Participant, StudyVersion
from survey.population import Population
from tests.analysis.another_version import REMARKS, next_version, retyped
from tests.analysis.participation import go_through
from tests.world import World, joined

pytestmark = pytest.mark.django_db


@pytest.fixture(name="retyped")
def retyped_version(world: World) -> StudyVersion:
    return retyped(world)


def read(*versions: StudyVersion) -> dict[tuple[str, str, str], Answered]:
    """The answers of everybody, by scenario, key and form; the newest version comes first."""
    answers = read_answers(Participant.objects.all(), [version.survey for version in versions])
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


def test_a_text_is_as_long_as_its_characters(world: World) -> None:
    world.open()
    texts = ["plain", 'a "b"', "back\\slash", "two\nlines", "Grün", "🙂", "\t", "ten letters"]
    for number, text in enumerate(texts):
        person = world.join(str(number))
        go_through(person)
        person.answers.filter(question="remarks").update(value=text)
    lengths = Counter(float(len(text)) for text in texts)
    counts = read(world.founding)["", "remarks", ""].counts
    assert counts == tuple(sorted(lengths.items()))


def test_an_option_is_counted_whatever_was_written_beside_it(world: World) -> None:
    world.open()
    for number, words in enumerate(["robots", "“robots”", ""]):
        person = world.join(str(number))
        go_through(person)
        beside = {"other": words} if words else {}
        person.answers.filter(question="sector").update(value={"options": ["other"]} | beside)
    assert read(world.founding)["", "sector", ""].counts == ((("other",), 3),)


def test_a_question_that_stayed_is_counted_over_all_versions(
    world: World, retyped: StudyVersion
) -> None:
    read_by_form = read(retyped, world.founding)
    assert read_by_form["", "gender", ""].counts == (("woman", 5),)
    assert read_by_form["", "sector", ""].counts == ((("industry", "other"), 5),)
    assert {form for _scenario, key, form in read_by_form if key == "gender"} == {""}
    for scenario in world.founding.survey.scenarios:
        assert read_by_form[scenario, "suspected_cause", ""].counts == ((13.0, 5),)


def test_every_answer_is_in_one_form(world: World, retyped: StudyVersion) -> None:
    people: dict[str, int] = {}
    for (_scenario, key, _form), answered in read(retyped, world.founding).items():
        people[key] = people.get(key, 0) + answered.people
    assert people["remarks"] == people["years_of_experience"] == people["gender"] == 5


def test_there_is_a_query_for_each_version_whatever_the_questions(
    world: World, retyped: StudyVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    definitions = [retyped.survey, world.founding.survey]
    with django_assert_num_queries(2):
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
