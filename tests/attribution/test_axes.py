"""Every action and metric is described once, and measured."""

from attribution.axes import ACTIONS, METRICS, Action, Metric
from attribution.effects.measures import MEASURES


def test_every_action_and_metric_has_its_words_and_every_metric_its_measure() -> None:
    assert list(ACTIONS) == list(Action)
    assert list(METRICS) == list(Metric)
    assert list(MEASURES) == list(Metric)


def test_a_fall_of_the_loss_and_of_the_wrong_class_helps() -> None:
    assert {metric: metric.good_direction for metric in Metric} == {
        Metric.LOSS: -1,
        Metric.TRUE_CLASS_PROBABILITY: 1,
        Metric.PREDICTED_CLASS_PROBABILITY: -1,
    }


def test_a_title_within_a_sentence_has_no_capital() -> None:
    assert Action.LABEL_CHANGE.description.in_sentence == "label change"
    assert Metric.TRUE_CLASS_PROBABILITY.description.in_sentence == "probability of the true class"
