"""Words become the tf-idf that scikit-learn gives, and can be found again in a text."""

from math import log, sqrt

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from attribution.data.words import WordSettings, learned_words
from attribution.errors import DataError

TEXTS = (
    "The bin was not emptied, the bin is full.",
    "A tree fell on the bin!",
    "Don't cut the tree; cut the grass.",
    "Größe der Bäume",
)


def test_weights_are_those_of_the_formula() -> None:
    words = learned_words(["bin bin tree", "tree", "tree grass"], WordSettings(fewest_texts=1))
    assert words.words == ("bin", "grass", "tree")
    # Three texts, of which one holds bin, one grass and all hold tree.
    rare, everywhere = log(4 / 2) + 1, log(4 / 4) + 1
    assert words.weights == pytest.approx((rare, rare, everywhere))
    length = sqrt((2 * rare) ** 2 + everywhere**2)
    assert words.inputs("bin bin tree").tolist() == pytest.approx(
        [2 * rare / length, 0, everywhere / length]
    )


@pytest.mark.parametrize(
    ("settings", "same"),
    [
        (WordSettings(fewest_texts=1), {}),
        (WordSettings(), {"min_df": 2}),
        (WordSettings(fewest_texts=1, longest=3), {"ngram_range": (1, 3)}),
        (WordSettings(fewest_texts=1, lowercase=False), {"lowercase": False}),
        (
            WordSettings(fewest_texts=1, longest=2, stop_words=("the", "not")),
            {"ngram_range": (1, 2), "stop_words": ["not", "the"]},
        ),
    ],
)
def test_inputs_are_those_of_scikit_learn(settings: WordSettings, same: dict[str, object]) -> None:
    words = learned_words(TEXTS, settings)
    peer = TfidfVectorizer(**same).fit(TEXTS)
    unseen = [*TEXTS, "grass under a full tree", "nothing known"]
    assert words.words == tuple(peer.get_feature_names_out())
    assert words.matrix(unseen) == pytest.approx(peer.transform(unseen).toarray(), abs=1e-12)


def test_the_commonest_words_are_kept_and_the_first_of_equally_common_ones() -> None:
    texts = ["zebra zebra ant bee", "cow bee"]
    words = learned_words(texts, WordSettings(at_most=3, fewest_texts=1))
    assert words.words == ("ant", "bee", "zebra")


def test_texts_without_words_are_refused() -> None:
    with pytest.raises(DataError, match="No word occurs in 2 of the 2 texts to learn from: lower"):
        learned_words(["one thing", "another matter"], WordSettings())
    with pytest.raises(DataError, match="or take fewer stop_words"):
        learned_words(["the", "the"], WordSettings(stop_words=("the",)))


def test_stop_words_are_split_as_texts_are() -> None:
    words = learned_words(
        ["don't go", "don't"], WordSettings(fewest_texts=1, stop_words=("DON'T",))
    )
    assert words.words == ("go",)


@pytest.mark.parametrize("longest", [1, 2])
def test_the_words_of_a_text_are_found_where_they_stand(longest: int) -> None:
    settings = WordSettings(fewest_texts=1, longest=longest, stop_words=("the",))
    words = learned_words(TEXTS, settings)
    for text in TEXTS:
        occurrences = settings.occurrences(text)
        entries = {words.words[at] for at in np.flatnonzero(words.inputs(text))}
        assert {entry for entry, _ in occurrences} == entries
        for entry, spans in occurrences:
            assert entry == " ".join(text[start:end].lower() for start, end in spans)
