"""Draws samples so that every class gives its share."""

import numpy as np

from core.arrays import Integers


def drawn_by_class(labels: Integers, number: int, seed: int) -> tuple[int, ...]:
    """Draw positions, in rising order, so that every class gives about the same share.

    In a class of c samples in random order, the k-th one, from 1, has the rank (k - 1/2) / c. Those
    with the lowest ranks are drawn, and of equal ranks the earlier sample.
    """
    # NumPy promises that the stream of RandomState never changes.
    order = np.random.RandomState(seed).permutation(len(labels))
    ranks = np.empty(len(labels))
    for label in np.unique(labels):
        members = order[labels[order] == label]
        ranks[members] = (np.arange(len(members)) + 0.5) / len(members)
    drawn = np.argsort(ranks, kind="stable")[:number]
    return tuple(sorted(int(position) for position in drawn))
