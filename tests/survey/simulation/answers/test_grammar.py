"""A sentence has many wordings, and its pattern knows each of them."""

from random import Random

import pytest

from survey.simulation.answers.grammar import pattern, slots, worded
from survey.simulation.answers.heard import heard, sentences

SENTENCE = "[It|The model] takes {true} for {predicted}[, I think|]"
FACTS = {"true": "T-shirt", "predicted": "Ankle boot", "number": "10 training samples"}


def test_each_alternative_is_taken_and_facts_are_filled_in() -> None:
    chance = Random(1)  # noqa: S311
    assert {worded(SENTENCE, FACTS, chance) for _time in range(60)} == {
        "It takes T-shirt for Ankle boot",
        "It takes T-shirt for Ankle boot, I think",
        "The model takes T-shirt for Ankle boot",
        "The model takes T-shirt for Ankle boot, I think",
    }
    assert slots(SENTENCE) == {"true", "predicted"}


def test_a_fact_that_is_not_known_is_not_left_out() -> None:
    with pytest.raises(KeyError):
        worded(SENTENCE, {"true": "T-shirt"}, Random(1))  # noqa: S311


def test_a_pattern_matches_whole_words_in_small_letters_or_not() -> None:
    found = pattern(SENTENCE).search("And it takes Coat for Shirt, I think. Or not")
    assert found is not None
    assert found[0] == "it takes Coat for Shirt, I think"
    assert pattern("[or|and] so").search("before also.") is None


@pytest.mark.parametrize("seed", range(3))
def test_every_sentence_is_heard_as_what_it_means_however_it_is_worded(seed: int) -> None:
    chance = Random(seed)  # noqa: S311
    for theme, sentence in sentences():
        said = worded(sentence, FACTS, chance)
        for text in (f"Synthetic text: {said}.", f"as I said: {said[:1].lower()}{said[1:]}"):
            [one] = heard(text)
            assert one.theme == theme, text
            assert text[one.start : one.end].lower() == said.lower()
