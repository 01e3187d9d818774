"""Types of the arrays that functions take and give."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
Arrays = Mapping[str, npt.NDArray[Any]]
"""Arrays by name, as in an .npz file."""
