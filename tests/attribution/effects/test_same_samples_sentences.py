"""What researchers are told of settings that act on the same training samples."""

from survey.trial.same_samples import about_metrics, about_numbers

from attribution.axes import Metric
from attribution.effects.same_samples import SameSamples, SameSamplesCounts

LOSS, TRUE, PREDICTED = Metric


def of_metrics(*counts: tuple[tuple[Metric, ...], int]) -> SameSamplesCounts:
    """Of ten cases each."""
    return SameSamplesCounts(tuple(SameSamples(levels, same, 10) for levels, same in counts), ())


def test_all_metrics_together_are_told_once() -> None:
    same_samples = of_metrics(
        ((LOSS, TRUE), 10),
        ((LOSS, PREDICTED), 9),
        ((TRUE, PREDICTED), 9),
        ((LOSS, TRUE, PREDICTED), 9),
    )
    [sentence] = about_metrics(same_samples, classes=2)
    assert sentence == (
        "In 9 of 10 cases (an error, an action and a number), loss, probability of the true class "
        "and probability of the predicted class act on the same training samples. Whichever of "
        "them is chosen, the effect shown is then the same, with another measure in front. "
        "With two classes, each of these metrics follows from any other."
    )


def test_two_metrics_that_mostly_act_alike_are_told_with_the_reason() -> None:
    same_samples = of_metrics(((LOSS, TRUE), 6), ((LOSS, PREDICTED), 5), ((TRUE, PREDICTED), 2))
    [sentence] = about_metrics(same_samples, classes=10)
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
    same_samples = SameSamplesCounts(
        (),
        (
            SameSamples((1, 4, 8, 10), 0, 10),
            SameSamples((4, 8, 10), 6, 10),
            SameSamples((8, 10), 9, 10),
        ),
    )
    [sentence] = about_numbers(same_samples)
    assert sentence == (
        "In 6 of 10 cases (an error, an action and a metric), 4, 8 and 10 training samples are the "
        "same ones, as no more than 4 are relevant."
    )
