"""Kinds of attribution, and which settings stand for them."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from attribution.axes import Action, Metric
from survey.design.attribution_types import AttributionType
from survey.design.scenarios import Settings
from tests.survey.design.study_files import Refusal, assert_refused, refused

SETTINGS = Settings(
    actions=(Action.REMOVAL, Action.UPWEIGHTING), metrics=(Metric.LOSS,), numbers=(1, 2)
)


@pytest.mark.parametrize(
    ("axes", "stands"),
    [
        ({}, True),
        ({"actions": ("removal",)}, True),
        ({"actions": ("label_change",)}, False),
        ({"actions": ("label_change", "upweighting")}, True),
        ({"metrics": ("loss",), "numbers": (2, 3)}, True),
        ({"metrics": ("loss",), "numbers": (3, 10)}, False),
        ({"metrics": ("true_class_probability",), "numbers": (1,)}, False),
    ],
)
def test_a_type_stands_where_each_axis_it_names_offers_one_of_its_levels(
    axes: dict[str, object], stands: bool
) -> None:
    kind = AttributionType.model_validate({"key": "influence", "title": "Influence", **axes})
    assert kind.stands_in(SETTINGS) is stands


@pytest.mark.parametrize(
    ("axes", "error"),
    [
        ({"actions": []}, "too_short"),
        ({"metrics": ["accuracy"]}, "enum"),
        ({"numbers": [0]}, "greater_than_equal"),
        ({"numbers": [11]}, "less_than_equal"),
        ({"numbers": [2, 2]}, "study"),
        ({"axes": []}, "extra_forbidden"),
    ],
)
def test_a_level_that_nobody_could_choose_is_refused(axes: dict[str, object], error: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        AttributionType.model_validate({"key": "influence", "title": "Influence", **axes})
    assert [details["type"] for details in refusal.value.errors()] == [error]


@refused(
    Refusal(
        "    numbers: [1]\n",
        "    numbers: [11]\n",
        "numbers: [11]",
        "attribution_types[1].numbers[1]",
        "11 is too large. Use a number up to 10.",
    ),
)
def test_a_number_beyond_the_design_space_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)
