"""A linear model of texts with the retrainings of its errors, ready to be explained."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from attribution.data.dataset import Dataset
from attribution.data.display import Text
from attribution.data.words import WordsEncoding
from attribution.effects.bundle import Bundle, ModelError
from attribution.effects.scenario import Scenario
from attribution.errors import BundleError
from attribution.local_explanations.explained_model import require_explainable
from attribution.local_explanations.joint_removal import JointRemoval, joint_removal
from attribution.local_explanations.texts.class_scores import ClassScores, class_scores
from core.arrays import Floats


@dataclass(frozen=True)
class WordContributions:
    """What makes the predicted class differ from the true one, in points; `words` largest first.

    average + sum of `words` + absent = answer: `absent` is what the words add that the text lacks.
    """

    average: float
    words: tuple[tuple[str, float], ...]
    absent: float

    @property
    def answer(self) -> float:
        return self.average + sum(points for _, points in self.words) + self.absent


@dataclass(frozen=True)
class SimilarText:
    """A training text by its position, and the cosine of its inputs and the error's."""

    sample: int
    similarity: float


def require_words(dataset: Dataset) -> WordsEncoding:
    """How words became inputs; raises BundleError where they did not."""
    if dataset.words is None:
        raise BundleError(
            f"The inputs of {dataset.name} are not words of texts, so none can be marked: explain "
            "texts whose data say how `words` become inputs."
        )
    return dataset.words


@dataclass(frozen=True)
class ExplainedTexts:
    """`effects` is the bundle of the same scenario, whose errors are explained."""

    dataset: Dataset
    encoding: WordsEncoding
    scores: ClassScores
    effects: Bundle

    @classmethod
    def of(cls, scenario: Scenario, effects: Bundle) -> "ExplainedTexts":
        """Train the base ensemble again.

        Raises BundleError where the bundle is of other data, samples are held back, or the inputs
        are no words, and TrainingError where the model is not linear.
        """
        words = require_words(scenario.dataset)
        require_explainable(scenario, effects)
        scenario = scenario.with_seeds(effects.ensemble.seeds)
        return cls(scenario.dataset, words, class_scores(scenario), effects)

    def contributions(self, error: ModelError) -> WordContributions:
        """phi_w = (a_pw - a_tw) (x_w - mean_w), with the training texts as the background.

        p is the predicted class and t the true one.
        """
        slopes, intercepts = self.scores.slopes, self.scores.intercepts
        predicted, true = error.predicted_class, error.true_class
        contrast, inputs = slopes[predicted] - slopes[true], self._inputs_of(error)
        points = contrast * (inputs - self._mean)
        there = np.flatnonzero(inputs)
        largest_first = there[np.argsort(-np.abs(points[there]), kind="stable")]
        return WordContributions(
            average=float(contrast @ self._mean + intercepts[predicted] - intercepts[true]),
            words=tuple((self.encoding.words[at], float(points[at])) for at in largest_first),
            absent=float(points[inputs == 0].sum()),
        )

    def similar_texts(self, error: ModelError, number: int) -> list[SimilarText]:
        """The training texts with the largest cosine, and equal ones as they stand.

        Inputs have length 1, or 0 for a text without any known word, so the cosine is a product.
        """
        cosines = self.dataset.training.inputs @ self._inputs_of(error)
        closest = np.argsort(-cosines, kind="stable")[:number]
        return [SimilarText(int(sample), float(cosines[sample])) for sample in closest]

    def shared_words(self, error: ModelError, sample: int) -> set[tuple[int, int]]:
        """Where the words of a training text stand that the error holds too, and the model knows.

        A sequence of words counts where all of it is shared.
        """
        display = self.dataset.training.displays[sample]
        inputs = self._inputs_of(error)
        known = {self.encoding.words[at] for at in np.flatnonzero(inputs)}
        text = display.text if isinstance(display, Text) else ""
        return {
            span
            for entry, spans in self.encoding.settings.occurrences(text)
            if entry in known
            for span in spans
        }

    def joint_removal(self, error: ModelError, number: int) -> JointRemoval:
        return joint_removal(self.effects, error.id, number)

    def text_of(self, error: ModelError) -> str:
        return error.display.text if isinstance(error.display, Text) else ""

    @cached_property
    def predictions(self) -> list[int]:
        """The class with most points, of each training text."""
        return [int(c) for c in self.scores.of(self.dataset.training.inputs).argmax(axis=1)]

    @cached_property
    def _mean(self) -> Floats:
        return np.asarray(self.dataset.training.inputs.mean(axis=0))

    def _inputs_of(self, error: ModelError) -> Floats:
        test = self.dataset.test
        return np.asarray(test.inputs[test.ids.index(error.id)])
