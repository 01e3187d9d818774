"""A bundle has a number for every metric, and knows what it can show."""

from dataclasses import fields

from attribution.axes import Metric
from attribution.effects.bundle import Change, Estimate, GroupEffect, ModelError
from attribution.effects.bundle_reader import read_bundle, read_without_pictures
from tests.world import EFFECTS, LOAN_EFFECTS


def test_every_metric_is_a_field_named_by_its_key() -> None:
    keys = [str(metric) for metric in Metric]
    of_error = {field.name: field.type for field in fields(ModelError)}
    of_effect = {field.name: field.type for field in fields(GroupEffect)}
    assert [name for name in of_error if of_error[name] is Estimate] == keys
    assert [name for name in of_effect if of_effect[name] is Change][: len(keys)] == keys


def test_a_metric_is_asked_for_by_its_name() -> None:
    bundle = read_bundle(LOAN_EFFECTS)
    error, effect = bundle.errors[0], bundle.group_effects[0]
    for metric in Metric:
        assert error.value_of(metric).mean == effect.change_of(metric).before


def test_only_photographs_that_may_not_be_passed_on_are_lacking() -> None:
    assert read_without_pictures(EFFECTS / "birds").bundle.lacks_photographs
    assert not read_bundle(EFFECTS / "fashion").lacks_photographs
