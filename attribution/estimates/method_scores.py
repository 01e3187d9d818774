"""How near attribution methods come to retraining, setting by setting, in plain keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from attribution.axes import Action, Metric
from attribution.estimates.methods_file import (
    METHODS_FILE,
    MethodsFile,
    Overlap,
    ScoreLine,
    read_methods,
)
from core.digests import digest


@dataclass(frozen=True)
class Measure:
    """By what estimates are held against retraining; more is better."""

    key: str
    title: str
    in_sentence: str
    explanation: str


MEASURES = (
    Measure(
        "rank_correlation",
        "Rank correlation",
        "rank correlation",
        "Spearman's rank correlation, over all training samples, of the estimate with what "
        "retraining shows",
    ),
    Measure(
        "lds",
        "LDS",
        "LDS",
        "the linear datamodeling score: the rank correlation, over random groups of training "
        "samples, of the summed estimates with what acting on the group shows",
    ),
    Measure(
        "overlap",
        "Overlap",
        "overlap",
        "the share of the samples that help most, as many as the setting asks for, which a method "
        "lists first as well",
    ),
)


@dataclass(frozen=True)
class ScoredMethod:
    """A method by its key, in words, and with the settings it was computed with.

    A yardstick retrains, and is no approximation.
    """

    key: str
    title: str
    sentence: str
    reference: str
    settings: str
    is_yardstick: bool


@dataclass(frozen=True)
class MethodScores:
    """The scores of methods on one bundle, with the bytes of the file they were read from."""

    content: bytes
    file: MethodsFile

    @classmethod
    def read(cls, content: bytes, name: str = METHODS_FILE) -> "MethodScores":
        """Raises BundleError as `read_methods` does."""
        return cls(content, read_methods(content, name))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the file."""
        return digest(self.content)

    @cached_property
    def methods(self) -> tuple[ScoredMethod, ...]:
        """In the order of the file, the yardsticks last."""
        described = [
            ScoredMethod(
                key=str(method.key),
                title=method.key.description.title,
                sentence=method.key.description.sentence,
                reference=method.key.description.reference,
                settings=", ".join(
                    f"{name} {value}" for name, value in sorted(method.settings.items())
                ),
                is_yardstick=method.key.description.is_yardstick,
            )
            for method in self.file.methods
        ]
        return tuple(sorted(described, key=lambda method: method.is_yardstick))

    @property
    def approximations(self) -> tuple[ScoredMethod, ...]:
        """The methods that are no yardstick."""
        return tuple(method for method in self.methods if not method.is_yardstick)

    def of(self, setting: Mapping[str, str]) -> dict[str, tuple[float | None, ...]]:
        """The mean score by each of MEASURES, in their order, by the keys of the methods.

        Empty where nothing was scored for such a setting. None where a score is not defined.
        """
        place = setting.get("action", ""), setting.get("metric", "")
        asked = setting.get("number", "")
        return {
            str(line.method): (
                line.rank_correlation.mean,
                line.lds.mean,
                _overlap_at(line.overlap, int(asked)) if asked.isdecimal() else None,
            )
            for line in self._lines.get(place, ())
        }

    @cached_property
    def _lines(self) -> dict[tuple[str, str], list[ScoreLine]]:
        lines: dict[tuple[str, str], list[ScoreLine]] = {}
        for line in self.file.scores:
            lines.setdefault((str(line.action), str(line.metric)), []).append(line)
        return lines

    def line(self, method: str, action: Action, metric: Metric) -> ScoreLine | None:
        """Everything that is known of a method for an action and a metric."""
        lines = self._lines.get((str(action), str(metric)), ())
        return next((line for line in lines if line.method == method), None)


def _overlap_at(overlaps: tuple[Overlap, ...], number: int) -> float | None:
    """A list that is shorter than the number asked for is shown whole."""
    shown = [entry for entry in overlaps if entry.number <= number]
    if not shown or (shown[-1].number != number and len(shown) < len(overlaps)):
        return None
    return shown[-1].mean
