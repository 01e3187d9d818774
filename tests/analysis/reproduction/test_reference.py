"""The counts behind the paper's tables are whole, and add up."""

from itertools import groupby

from analysis.reproduction.reference import read_reference


def test_the_reference_is_whole() -> None:
    reference = read_reference()
    assert len(reference) == 9
    assert sum(len(axis.choices) for axis in reference) == 48
    sizes = {axis.counts.scenario: axis.counts.n for axis in reference}
    assert sizes == {"image": 30, "tabular": 31, "both": 61}
    by_axis = sorted(reference, key=lambda axis: axis.counts.axis)
    for _, group in groupby(by_axis, lambda axis: axis.counts.axis):
        image, tabular, both = (axis.counts.numbers for axis in group)
        assert both == [
            of_image + of_tabular for of_image, of_tabular in zip(image, tabular, strict=True)
        ]
