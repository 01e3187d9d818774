"""Simulated coders know the words of simulated participants."""

from random import Random

import pytest

from analysis.coding.simulation.findings import MISTAKEN_FOR, findings
from survey.simulation.answers.grammar import slots, worded
from survey.simulation.answers.heard import sentences
from tests.analysis.coding_world import shipped

FACTS = {"true": "Ankle boot", "predicted": "T-shirt", "number": "10 training samples"}


def found(words: str, *, coder: str, practice: int = 0) -> list[tuple[int, int, str]]:
    meaning, chance = Random(words), Random(coder + words)  # noqa: S311
    return list(findings(words, practice=practice, meaning=meaning, chance=chance))


def test_every_theme_of_the_codebook_is_said_and_each_can_be_mistaken_for_another() -> None:
    keys = {theme.key for _area, theme in shipped().placed()}
    assert {theme for theme, _sentence in sentences()} == keys
    assert MISTAKEN_FOR.keys() == keys
    assert keys.issuperset(MISTAKEN_FOR.values())
    assert not any(theme == other for theme, other in MISTAKEN_FOR.items())


def _all_said(seed: int) -> list[tuple[str, str]]:
    chance = Random(seed)  # noqa: S311
    return [(theme, worded(one, FACTS, chance)) for theme, one in sentences()]


def test_coders_code_what_a_sentence_was_made_of_with_fewer_slips_from_round_to_round() -> None:
    right = []
    for practice in range(3):
        said = [one for seed in range(5) for one in _all_said(seed)]
        coded = [(theme, found(words, coder="ann", practice=practice)) for theme, words in said]
        hits = sum(theme in {key for _start, _end, key in keys} for theme, keys in coded)
        right.append(hits / len(said))
    assert 0.75 < right[0] < right[1] < right[2] < 1


def test_coders_differ_in_themes_and_in_where_they_begin() -> None:
    ann, ben = (
        [found(words, coder=coder) for _theme, words in _all_said(1)] for coder in ("ann", "ben")
    )
    assert ann != ben
    assert {len(codings) for codings in ann} == {0, 1}
    starts = {
        first[0][0] - second[0][0]
        for first, second in zip(ann, ben, strict=True)
        if first and second
    }
    assert starts > {0}


@pytest.mark.parametrize("words", ["", "Synthetic text: Gut feeling", "I have seen it before."])
def test_words_without_a_theme_are_not_coded(words: str) -> None:
    assert found(words, coder="ann") == []


def test_facts_of_sentences_are_those_that_a_trial_tells() -> None:
    assert frozenset[str]().union(*(slots(one) for _theme, one in sentences())) == FACTS.keys()
