"""Answers across participants: each version by its own words, and searched in stretches."""

from collections.abc import Iterator
from itertools import count

import pytest

from analysis.records import question_answers
from analysis.records.answer_filter import AnswerFilter, answers_wanted, people_wanted
from analysis.records.answer_search import Words
from analysis.records.asked_questions import AskedQuestion, asked_questions
from analysis.records.counted_answers import in_steps, median_of
from analysis.records.question_answers import SearchedPage, last_number, searched_page
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.models import Answer
from survey.population import Population
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.world import World, founding_study

pytestmark = pytest.mark.django_db


def definition() -> SurveyDefinition:
    founding = founding_study().definition
    assert isinstance(founding, SurveyDefinition)
    return founding


def asked_of(*versions: tuple[str, SurveyDefinition]) -> dict[tuple[str, str], AskedQuestion]:
    return {(one.place, one.key): one for one in asked_questions(versions)}


def reworded(text: str) -> SurveyDefinition:
    """The founding study with another text of its first question about the person."""
    page = definition().background[0]
    first = page.questions[0].model_copy(update={"text": text})
    changed = page.model_copy(update={"questions": (first, *page.questions[1:])})
    others = definition().background[1:]
    return definition().model_copy(update={"background": (changed, *others)})


def test_scenarios_share_a_question_and_sections_come_in_the_order_of_the_path() -> None:
    questions = asked_questions([("1.0", definition())])
    cause = asked_of(("1.0", definition()))["scenarios", "suspected_cause"]
    assert cause.scenarios == ("image", "tabular")
    assert len(cause.by_place) == 2
    order = [question.section for question in questions]
    sections = [Section.BACKGROUND, Section.FOLLOW_UP, Section.CLOSING]
    assert order == sorted(order, key=sections.index)


def test_a_question_that_was_changed_keeps_the_words_of_each_version() -> None:
    old, new = definition(), reworded("What else should we know about you?")
    gender = asked_of(("2.0", new), ("1.0", old))["around", "gender"]
    assert gender.newest.text == "What else should we know about you?"
    assert gender.by_place["", "1.0"].question.text == "What is your gender?"


def test_numbers_are_counted_one_by_one_and_in_stretches_where_there_are_many() -> None:
    many = dict.fromkeys(map(float, range(20)), 1)
    few = {2.0: 3, 1.0: 1}
    assert list(in_steps(few)) == [("1", 1), ("2", 3)]
    stretches = list(in_steps(many))
    assert len(stretches) == 10
    assert sum(number for _text, number in stretches) == 20
    assert stretches[0] == ("0 to below 1.9", 2)
    assert stretches[-1] == ("17.1 to 19", 2)


def test_a_median_is_that_of_all_people_and_not_of_different_answers() -> None:
    assert median_of({1.0: 5, 10.0: 1}) == 1.0
    assert median_of({1.0: 1, 2.0: 1}) == 1.5


def searched(
    studied: Studied, *, after: int = 0, clock: Iterator[float] | None = None
) -> SearchedPage:
    questions = asked_of((definition().version, definition()))
    cause = questions["scenarios", "suspected_cause"]
    chosen = AnswerFilter()
    people = people_wanted(studied.study, Population.PEOPLE, chosen, {})
    return searched_page(
        studied.study,
        {(scenario, cause.key): cause for scenario in cause.scenarios},
        answers_wanted(people, chosen, [cause]),
        Words.typed("grun"),
        last=last_number(studied.study, Population.PEOPLE),
        after=after,
        clock=(clock or count()).__next__,
    )


def test_a_page_is_full_with_everything_of_one_participant_and_is_gone_on_with_after_them(
    studied: Studied, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_answers, "ON_A_PAGE", 1)
    first = searched(studied)
    assert [answer.label for answer in first.answers] == ["P1", "P1"]
    assert first.reached == 1
    second = searched(studied, after=1)
    assert [answer.label for answer in second.answers] == ["P2", "P2"]
    third = searched(studied, after=2)
    assert [answer.label for answer in third.answers] == ["P3"]
    assert third.reached is None


def test_a_search_that_takes_long_stops_at_the_end_of_a_stretch(
    studied: Studied, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_through(world.join("zoe"))
    monkeypatch.setattr(question_answers, "FIRST_STRETCH", 2)
    Answer.objects.filter(participant=studied.ada).delete()
    found = searched(studied, clock=iter([0.0, 9.0]))
    assert [answer.label for answer in found.answers] == ["P2", "P2"]
    assert found.reached == 2
    assert searched(studied, after=2, clock=iter([0.0, 0.1, 0.2])).reached is None
