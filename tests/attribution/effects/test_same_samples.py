"""How often different settings act on the same training samples, and what is said of it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product

import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle, RankedSample, Ranking
from attribution.effects.bundle_reader import read_without_pictures
from attribution.effects.same_samples import (
    SameSamples,
    SameSamplesCounts,
    about_metrics,
    about_numbers,
    same_samples,
    same_samples_sentences,
)
from tests.world import EFFECTS

LOSS, TRUE, PREDICTED = Metric
TWO = (LOSS, TRUE)
NUMBERS = range(1, 11)


@lru_cache
def shipped(name: str) -> Bundle:
    return read_without_pictures(EFFECTS / name).bundle


def by_hand(lists: Mapping[Metric, str]) -> Bundle:
    """One error for which removal alone is listed; a letter is a training sample."""
    bundle = shipped("loan")
    rankings = tuple(
        Ranking(
            bundle.errors[0].id,
            Action.REMOVAL,
            metric,
            len(letters),
            tuple(
                RankedSample(letter, -0.1, 0.0, 0.0, 0.0, 0.0, False, 10, 10) for letter in letters
            ),
        )
        for metric, letters in lists.items()
    )
    return replace(bundle, errors=bundle.errors[:1], rankings=rankings)


def removal(*bundles: Bundle, numbers: tuple[int, ...]) -> SameSamplesCounts:
    return same_samples(bundles, actions=(Action.REMOVAL,), metrics=TWO, numbers=numbers)


def test_samples_are_the_same_in_whatever_order() -> None:
    # By the first one a and b differ; by the first two and three both lists hold the same.
    comparisons = removal(by_hand({LOSS: "abc", TRUE: "bac"}), numbers=(1, 2, 3))
    assert comparisons.metrics == (SameSamples(TWO, same=2, cases=3),)


def test_lists_of_different_length_are_the_same_up_to_the_shorter_one() -> None:
    comparisons = removal(by_hand({LOSS: "ab", TRUE: "abc"}), numbers=(1, 2, 3))
    assert comparisons.metrics == (SameSamples(TWO, same=2, cases=3),)


def test_no_sample_at_all_is_the_same_as_none() -> None:
    comparisons = removal(by_hand({LOSS: "", TRUE: ""}), numbers=(1, 5))
    assert comparisons.metrics == (SameSamples(TWO, same=2, cases=2),)
    assert comparisons.numbers == (SameSamples((1, 5), same=2, cases=2),)


def test_numbers_beyond_the_end_of_a_list_act_on_all_of_it() -> None:
    comparisons = removal(by_hand({LOSS: "abcdefg", TRUE: "abcdefghij"}), numbers=(10, 5, 8))
    # Both lists are longer than five; only the first ends before eight.
    assert comparisons.numbers == (
        SameSamples((5, 8, 10), same=0, cases=2),
        SameSamples((8, 10), same=1, cases=2),
    )


def test_cases_of_several_bundles_are_counted_together() -> None:
    alike, different = by_hand({LOSS: "ab", TRUE: "ab"}), by_hand({LOSS: "ab", TRUE: "cd"})
    comparisons = removal(alike, different, numbers=(1, 2))
    assert comparisons.metrics == (SameSamples(TWO, same=2, cases=4),)


def test_one_metric_and_one_number_have_nothing_to_be_the_same_as() -> None:
    comparisons = same_samples(
        [shipped("loan")], actions=(Action.REMOVAL,), metrics=(LOSS,), numbers=(3,)
    )
    assert comparisons == SameSamplesCounts((), ())


@pytest.mark.parametrize(
    ("bundle", "metrics", "same", "cases"),
    [
        # With two classes, each metric is a function of any other.
        ("loan", (LOSS, TRUE, PREDICTED), 180, 180),
        ("loan", (TRUE, PREDICTED), 180, 180),
        ("fashion", (LOSS, TRUE, PREDICTED), 54, 270),
        ("fashion", (LOSS, PREDICTED), 62, 270),
        # The loss is minus the logarithm of the probability of the true class.
        ("fashion", (LOSS, TRUE), 196, 270),
        ("birds", (LOSS, TRUE), 264, 270),
    ],
)
def test_metrics_of_the_shipped_bundles(
    bundle: str, metrics: tuple[Metric, ...], same: int, cases: int
) -> None:
    comparisons = same_samples(
        [shipped(bundle)], actions=shipped(bundle).actions, metrics=tuple(Metric), numbers=NUMBERS
    )
    [comparison] = [
        comparison for comparison in comparisons.metrics if comparison.levels == metrics
    ]
    assert (comparison.same, comparison.cases) == (same, cases)


@pytest.mark.parametrize("bundle", ["loan", "fashion"])
def test_the_same_samples_have_the_same_effect(bundle: str) -> None:
    effects = {
        (effect.error, effect.action, effect.metric, effect.number): (
            effect.change_of(Metric.LOSS),
            effect.test_accuracy,
        )
        for effect in shipped(bundle).group_effects
    }
    lists = {
        (ranking.error, ranking.action, ranking.metric): [sample.id for sample in ranking.samples]
        for ranking in shipped(bundle).rankings
    }
    compared = 0
    for error, action, number in product(shipped(bundle).errors, shipped(bundle).actions, NUMBERS):
        loss, true = (set(lists[error.id, action, metric][:number]) for metric in TWO)
        if loss == true:
            compared += 1
            at = error.id, action
            assert effects[*at, LOSS, number] == effects[*at, TRUE, number]
    assert compared == {"loan": 180, "fashion": 196}[bundle]


def of_metrics(*same: tuple[tuple[Metric, ...], int]) -> SameSamplesCounts:
    """Of ten cases each."""
    return SameSamplesCounts(tuple(SameSamples(levels, count, 10) for levels, count in same), ())


def test_all_metrics_together_are_told_once() -> None:
    counts = of_metrics(
        ((LOSS, TRUE), 10),
        ((LOSS, PREDICTED), 9),
        ((TRUE, PREDICTED), 9),
        ((LOSS, TRUE, PREDICTED), 9),
    )
    [sentence] = about_metrics(counts, classes=2)
    assert sentence == (
        "In 9 of 10 cases (an error, an action and a number), loss, probability of the true class "
        "and probability of the predicted class act on the same training samples. Whichever of "
        "them is chosen, the effect shown is then the same, with another measure in front. "
        "With two classes, each of these metrics follows from any other."
    )


def test_two_metrics_that_mostly_act_alike_are_told_with_the_reason() -> None:
    counts = of_metrics(((LOSS, TRUE), 6), ((LOSS, PREDICTED), 5), ((TRUE, PREDICTED), 2))
    [sentence] = about_metrics(counts, classes=10)
    assert sentence.startswith("In 6 of 10 cases")
    assert "loss and probability of the true class act on" in sentence
    assert sentence.endswith("The loss is minus the logarithm of that probability.")


def test_no_reason_is_made_up() -> None:
    [sentence] = about_metrics(of_metrics(((LOSS, PREDICTED), 7)), classes=10)
    assert sentence.endswith("with another measure in front.")


def test_half_of_the_cases_or_fewer_are_not_told() -> None:
    assert not list(about_metrics(of_metrics(((LOSS, TRUE), 5)), classes=2))
    assert not list(about_numbers(SameSamplesCounts((), (SameSamples((8, 10), 5, 10),))))
    assert not list(about_metrics(of_metrics(((LOSS, TRUE), 0)), classes=2))


def test_numbers_beyond_the_end_of_most_lists_are_told_once() -> None:
    counts = SameSamplesCounts(
        (),
        (
            SameSamples((1, 4, 8, 10), 0, 10),
            SameSamples((4, 8, 10), 6, 10),
            SameSamples((8, 10), 9, 10),
        ),
    )
    [sentence] = about_numbers(counts)
    assert sentence == (
        "In 6 of 10 cases (an error, an action and a metric), 4, 8 and 10 training samples are the "
        "same ones, as no more than 4 are relevant."
    )


def test_sentences_are_told_by_axis_about_the_levels_that_are_offered() -> None:
    # The loan data have two classes: each metric follows from any other, as counted above.
    offered = {"action": ("removal",), "metric": ("loss", "true_class_probability")}
    sentences = same_samples_sentences(shipped("loan"), {**offered, "number": ("1",)})
    assert list(sentences) == ["metric", "number"]
    [sentence] = sentences["metric"]
    assert "loss and probability of the true class act on the same training samples" in sentence
    assert sentences["number"] == ()
    alone = {**offered, "metric": ("loss",), "number": ("3",)}
    assert same_samples_sentences(shipped("loan"), alone) == {"metric": (), "number": ()}
