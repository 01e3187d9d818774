"""x_w = n_w (ln((1 + n) / (1 + n_texts(w))) + 1), scaled to length 1: texts as weighted words.

n_w counts the word w in a text, n counts the texts that the words were learned from, and n_texts(w)
those of them that hold w. This is the tf-idf of scikit-learn's TfidfVectorizer with its defaults.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from attribution.errors import DataError
from core.arrays import Floats

WORD = r"(?u)\b\w\w+\b"
"""Two letters, digits or underscores and more, of any script: the default of scikit-learn."""


@dataclass(frozen=True)
class WordSettings:
    """Which words are inputs: the `at_most` commonest of those in at least `fewest_texts` texts.

    `longest` is the number of words that may stand together as one input, 1 for single words.
    Stop words are left out before.
    """

    at_most: int = 2000
    fewest_texts: int = 2
    longest: int = 1
    lowercase: bool = True
    stop_words: tuple[str, ...] = ()

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The stop words as the words of texts are spelled, "don't" for example as "don"."""
        return frozenset(token for word in self.stop_words for token in self._tokens(word))

    def occurrences(self, text: str) -> list[tuple[str, list[tuple[int, int]]]]:
        """Every word or sequence of words in a text, with where its words begin and end."""
        spans = [match.span() for match in re.finditer(WORD, text)]
        tokens = [self._spelled(text[start:end]) for start, end in spans]
        there = [at for at, token in enumerate(tokens) if token not in self.left_out]
        return [
            (" ".join(tokens[at] for at in run), [spans[at] for at in run])
            for length in range(1, self.longest + 1)
            for run in _runs(there, length)
        ]

    def _tokens(self, text: str) -> list[str]:
        return re.findall(WORD, self._spelled(text))

    def _spelled(self, text: str) -> str:
        return text.lower() if self.lowercase else text

    @cached_property
    def for_scikit_learn(self) -> dict[str, Any]:
        """The arguments of its vectorisers."""
        return {
            "lowercase": self.lowercase,
            "ngram_range": (1, self.longest),
            "stop_words": sorted(self.left_out) or None,
            "token_pattern": WORD,
        }


DEFAULT_WORDS = WordSettings()


def _runs(positions: Sequence[int], length: int) -> Iterator[Sequence[int]]:
    return (positions[at : at + length] for at in range(len(positions) - length + 1))


@dataclass(frozen=True)
class WordsEncoding:
    """An input for each of `words`, in alphabetical order, with its weight in every text."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    settings: WordSettings = DEFAULT_WORDS

    @property
    def width(self) -> int:
        return len(self.words)

    def inputs(self, text: str) -> Floats:
        return np.asarray(self.matrix([text])[0])

    def matrix(self, texts: Sequence[str]) -> Floats:
        """Inputs [texts, words]; a text without any of the words has zeros."""
        vectoriser = TfidfVectorizer(vocabulary=list(self.words), **self.settings.for_scikit_learn)
        vectoriser.idf_ = np.array(self.weights)
        return np.asarray(vectoriser.transform(texts).toarray())


def learned_words(texts: Sequence[str], settings: WordSettings) -> WordsEncoding:
    """The words of these texts by the settings; raises DataError where none is left.

    Of equally common words the first ones in the alphabet are taken. The logarithm is that of the
    C library, so that processors with wide registers give the same digits as others.
    """
    counter = CountVectorizer(**settings.for_scikit_learn)
    try:
        counts = counter.fit_transform(texts)
    except ValueError:
        raise _no_words(settings, len(texts)) from None
    words = counter.get_feature_names_out()
    in_texts = np.bincount(counts.indices, minlength=len(words))
    common = np.flatnonzero(in_texts >= settings.fewest_texts)
    totals = np.asarray(counts.sum(axis=0)).ravel()
    commonest_first = common[np.argsort(-totals[common], kind="stable")]
    chosen = np.sort(commonest_first[: settings.at_most])
    if not len(chosen):
        raise _no_words(settings, len(texts))
    return WordsEncoding(
        words=tuple(str(words[at]) for at in chosen),
        weights=tuple(log((1 + len(texts)) / (1 + int(in_texts[at]))) + 1 for at in chosen),
        settings=settings,
    )


def _no_words(settings: WordSettings, texts: int) -> DataError:
    return DataError(
        f"No word occurs in {settings.fewest_texts} of the {texts} texts to learn from: lower "
        "fewest_texts, or take fewer stop_words."
    )
