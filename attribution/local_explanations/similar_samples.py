"""d(x, y) = |x - y|: the training samples that are closest to a sample as the model sees them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class SimilarSample:
    """A sample by its position; a distance of 0 means equal inputs."""

    sample: int
    distance: float


def similar_samples(
    sample: npt.NDArray[np.floating], among: npt.NDArray[np.floating], number: int
) -> list[SimilarSample]:
    """The `number` closest samples, closest first and equally close ones as they stand.

    sample [inputs], among [samples, inputs]. Distances are Euclidean in the model's inputs: numbers
    count in standard deviations, and another category as much as sqrt(2) of them. There are fewer
    where there are fewer samples.
    """
    distances = np.linalg.norm(among - sample, axis=1)
    closest = np.argsort(distances, kind="stable")[:number]
    return [SimilarSample(int(position), float(distances[position])) for position in closest]
