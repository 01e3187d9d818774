import numpy as np
import pytest

from attribution.data.display import TableRow
from attribution.data.encoding import CategoryEncoding, NumberEncoding, input_blocks
from attribution.data.german_credit import load_german_credit
from attribution.errors import DataError


def test_what_people_read_of_a_row_becomes_its_inputs_again() -> None:
    dataset = load_german_credit()
    for samples in (dataset.training, dataset.test):
        for display, inputs in zip(samples.displays, samples.inputs, strict=True):
            assert isinstance(display, TableRow)
            encoded = [
                encoding.inputs(cell)
                for encoding, cell in zip(dataset.encodings, display.cells, strict=True)
            ]
            assert np.array_equal(np.concatenate(encoded), inputs)


def test_features_stand_one_after_another_among_the_inputs() -> None:
    number, category = NumberEncoding(3.0, 2.0), CategoryEncoding(("Brown", "Grey"))
    assert input_blocks([number, category, number]) == [slice(0, 1), slice(1, 3), slice(3, 4)]


def test_an_unknown_category_is_told_the_known_ones() -> None:
    with pytest.raises(DataError, match="No category is called 'Red': use one of Brown, Grey"):
        CategoryEncoding(("Brown", "Grey")).inputs("Red")
