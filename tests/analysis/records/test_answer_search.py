"""Words are found whatever their case and accents, and marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.records.answer_search import Words, may_hold, plain, texts_in
from survey.models import Answer
from survey.participation.models import PageVisit
from tests.world import NOON, World


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("cafe", "Das CAFÉ."),
        ("CAFÉ", "cafe"),
        ("café", "cafe\u0301"),
        ("strasse", "Straße"),
        ("straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("model  data", "data about a model"),
    ],
)
def test_words_are_in_a_text_in_any_spelling_and_order(typed: str, text: str) -> None:
    assert Words.typed(typed).are_in(text)


def test_all_words_have_to_be_there_and_without_any_nothing_is_asked() -> None:
    assert not Words.typed("model data").are_in("a model")
    assert not Words.typed("  \u0301 ")


def test_the_words_are_marked_with_their_accents_and_nothing_else_is() -> None:
    words = Words.typed("cafe sse")
    assert list(words.marked("Im CAFÉ, Straße 1")) == [
        ("Im ", False),
        ("CAFÉ", True),
        (", Stra", False),
        ("ße", True),
        (" 1", False),
    ]
    assert list(Words.typed("a").marked("")) == []


@given(st.text(max_size=30), st.text(max_size=5))
def test_marking_loses_no_character(text: str, typed: str) -> None:
    marked = list(Words.typed(typed).marked(text))
    assert "".join(words for words, _is_found in marked) == text


@given(st.text(max_size=30))
def test_a_text_without_accents_stays_so(text: str) -> None:
    assert plain(plain(text)) == plain(text)


def test_what_was_written_beside_an_option_is_searched_and_a_number_is_not() -> None:
    assert texts_in({"option": "other", "other": "robots"}) == "robots"
    assert [texts_in(value) for value in ({"option": "yes"}, 7, "words")] == ["", "", "words"]


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("grun", "Grün"),
        ("GRÜN", "grun"),
        ("back\\sl", "a back\\slash"),
        ('"so"', 'he said "So"'),
        ("日本", "in 日本"),
        ("strasse", "STRASSE"),
        ("50%", "50% of it"),
    ],
)
def test_the_database_rules_out_nothing_that_has_the_words(
    world: World, typed: str, stored: str
) -> None:
    visit = PageVisit.objects.create(participant=world.ada, page="closing.closing", shown_at=NOON)
    for question, value in (("remarks", stored), ("other", "nothing of the kind")):
        Answer.objects.create(participant=world.ada, visit=visit, question=question, value=value)
    words = Words.typed(typed)
    assert words.are_in(stored)
    left = may_hold(Answer.objects.filter(visit=visit), words)
    assert list(left.values_list("question", flat=True)) == ["remarks"]
