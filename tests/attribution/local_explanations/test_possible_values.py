import numpy as np
import pytest

from attribution.data.encoding import NumberEncoding
from attribution.data.german_credit import load_german_credit
from attribution.data.table import Column
from attribution.errors import DataError
from attribution.local_explanations.possible_values import (
    OtherValue,
    other_values,
    possible_values,
)
from tests.attribution.data.bird_table import SIZE, described, table
from tests.attribution.toys import birds

COLOUR = Column("colour", "Colour", texts={"b": "Brown", "g": "Grey", "r": "Red"})


def test_numbers_are_readable_and_within_what_was_learned_from() -> None:
    dataset = load_german_credit()
    values = dict(
        zip(
            (feature.name for feature in dataset.features),
            possible_values(dataset, {"credit_amount": 100}),
            strict=True,
        )
    )
    # Training rows: loans of 4 to 72 months and of 250 to 15,945 DM.
    assert values["duration"] == tuple(str(months) for months in range(4, 73))
    assert values["credit_amount"] == tuple(str(amount) for amount in range(300, 15_901, 100))
    assert values["instalment_rate"] == ("1", "2", "3", "4")


def test_steps_below_one_leave_no_rounding_to_read() -> None:
    dataset = described(table(size=[0.1 * (row % 5) for row in range(30)]))
    sizes, _colours = possible_values(dataset, {"size": 0.1})
    assert sizes == ("0", "0.1", "0.2", "0.3", "0.4")


def test_categories_are_those_that_occur_in_training() -> None:
    _sizes, colours = possible_values(described(table(), (SIZE, COLOUR)), {})
    assert colours == ("Brown", "Grey")


def test_the_move_and_the_distance_are_those_of_the_inputs() -> None:
    dataset = described(table(), (SIZE, COLOUR))
    slopes, number = np.array([2.0, 0.5, -1.0, 7.0]), dataset.encodings[0]
    assert isinstance(number, NumberEncoding)
    sample = np.concatenate([number.inputs("10"), dataset.encodings[1].inputs("Brown")])
    (size,), colours = other_values(slopes, sample, [["13"], ["Brown", "Grey"]], dataset.encodings)
    assert size.move == pytest.approx(2.0 * 3 / number.deviation)
    assert size.squared_distance == pytest.approx((3 / number.deviation) ** 2)
    assert colours == [OtherValue("Brown", 0.0, 0.0), OtherValue("Grey", -1.5, 2.0)]


def test_a_dataset_whose_inputs_are_not_explained_is_refused() -> None:
    with pytest.raises(DataError, match="does not say how its features became inputs: make it"):
        possible_values(birds(), {})
