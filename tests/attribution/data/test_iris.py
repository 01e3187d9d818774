"""The practice trial's data are Fisher's irises."""

import numpy as np

from attribution.data.iris import load_iris


def test_150_irises_of_three_species_are_split_by_a_third() -> None:
    dataset = load_iris()
    # Fisher (1936): 50 of each species.
    labels = np.concatenate([dataset.training.labels, dataset.test.labels])
    assert np.bincount(labels).tolist() == [50, 50, 50]
    assert (len(dataset.training), len(dataset.test)) == (100, 50)
    assert dataset.class_names == ("Setosa", "Versicolor", "Virginica")


def test_values_are_shown_as_they_were_measured() -> None:
    # The first row of the data set: 5.1, 3.5, 1.4 and 0.2 cm.
    dataset = load_iris()
    samples = dataset.training if "row-0001" in dataset.training.ids else dataset.test
    display = samples.displays[samples.ids.index("row-0001")]
    assert getattr(display, "cells", ()) == ("5.1", "3.5", "1.4", "0.2")
