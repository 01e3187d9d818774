"""The words for each attribution method. Needs no numerical library."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """Estimates of what retraining would show, from the base models alone; see `is_yardstick`."""

    INFLUENCE = "influence"
    GRADIENT_PRODUCT = "gradient_product"
    GRADIENT_COSINE = "gradient_cosine"
    TRACIN = "tracin"
    INPUT_SIMILARITY = "input_similarity"
    HALF_OF_SEEDS = "half_of_seeds"

    @property
    def description(self) -> "MethodDescription":
        return METHODS[self]


@dataclass(frozen=True)
class MethodDescription:
    """`sentence` says what the method does, `reference` who proposed it.

    A yardstick is no approximation: it retrains every model, and shows what seeds alone change.
    """

    title: str
    sentence: str
    reference: str
    is_yardstick: bool = False


METHODS = {
    Method.INFLUENCE: MethodDescription(
        title="Influence function",
        sentence="One Newton step from the trained model towards the one that retraining gives.",
        reference="Koh and Liang (2017), Understanding Black-box Predictions via Influence "
        "Functions, ICML",
    ),
    Method.GRADIENT_PRODUCT: MethodDescription(
        title="Gradient product",
        sentence="The inner product of the gradients of an error and of a training sample, at the "
        "trained model.",
        reference="Charpiat, Girard, Felardos and Tarabalka (2019), Input Similarity from the "
        "Neural Network Perspective, NeurIPS",
    ),
    Method.GRADIENT_COSINE: MethodDescription(
        title="Gradient cosine",
        sentence="The cosine of the angle between the gradients of an error and of a training "
        "sample, at the trained model.",
        reference="Charpiat, Girard, Felardos and Tarabalka (2019), Input Similarity from the "
        "Neural Network Perspective, NeurIPS",
    ),
    Method.TRACIN: MethodDescription(
        title="TracIn",
        sentence="Inner products of gradients, summed over the epochs of the training, each times "
        "its learning rate.",
        reference="Pruthi, Liu, Kale and Sundararajan (2020), Estimating Training Data Influence "
        "by Tracing Gradient Descent, NeurIPS",
    ),
    Method.INPUT_SIMILARITY: MethodDescription(
        title="Similarity of inputs",
        sentence="How near a training sample lies to the error, with a sign by its class; no model "
        "is used.",
        reference="A baseline: Nadaraya and Watson's kernel classifier",
    ),
    Method.HALF_OF_SEEDS: MethodDescription(
        title="Retraining with other seeds",
        sentence="The effects of retraining with half of the seeds against those with the other "
        "half: no estimate, but a yardstick.",
        reference="No approximation, but the repeatability of the effects themselves",
        is_yardstick=True,
    ),
}
