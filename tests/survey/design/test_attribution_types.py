"""Kinds of attribution, and which settings stand for them."""

import pytest
from pydantic import ValidationError

from survey.design.attribution_types import AttributionType

OFFERED = {"action": ("removal", "upweighting"), "metric": ("loss",), "number": ("1", "2")}


@pytest.mark.parametrize(
    ("levels", "stands"),
    [
        ({}, True),
        ({"action": ["removal"]}, True),
        ({"action": ["label_change"]}, False),
        ({"action": ["label_change", "upweighting"]}, True),
        ({"metric": ["loss"], "number": [2, 3]}, True),
        ({"metric": ["loss"], "number": [3, 10]}, False),
        ({"metric": ["true_class_probability"], "number": [1]}, False),
        ({"colour": ["red"]}, False),
    ],
)
def test_a_type_stands_where_each_axis_it_names_offers_one_of_its_levels(
    levels: dict[str, object], stands: bool
) -> None:
    kind = AttributionType.model_validate({"key": "a", "title": "A", "levels": levels})
    assert kind.stands_in(OFFERED) is stands


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"levels": {"action": []}}, "too_short"),
        ({"levels": {"metric": ["Accuracy"]}}, "string_pattern_mismatch"),
        ({"levels": {"Metric": ["loss"]}}, "string_pattern_mismatch"),
        ({"levels": {"number": [2, "2"]}}, "fault"),
        ({"axes": []}, "extra_forbidden"),
    ],
)
def test_a_type_that_names_no_levels_is_refused(changed: dict[str, object], error: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        AttributionType.model_validate({"key": "influence", "title": "Influence", **changed})
    assert refusal.value.errors()[0]["type"] == error
