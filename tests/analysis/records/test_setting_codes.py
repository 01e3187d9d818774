"""A setting is one number, and comes back from it."""

import numpy as np

from analysis.records.observations import axes_of, setting_code


def test_every_setting_has_one_code() -> None:
    # 3 actions, 3 metrics and 10 numbers of training samples.
    codes = np.arange(90)
    assert setting_code(*axes_of(codes)).tolist() == codes.tolist()
