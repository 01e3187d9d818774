"""The rule by which training samples are relevant to a model error (paper, appendix C.4)."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, Self

from attribution.errors import TrainingError

LEVEL = 0.05
"""The significance level of the gates; the paper prints none, and this one is customary."""

MOST_OF_THE_PAPER = 10
"""The length of the longest list (paper, section 4.4.2)."""

LONGEST_LIST = 100
"""A page shows no more training samples."""


class Gate(StrEnum):
    """The test that an individual effect has to pass.

    T: p < LEVEL in Student's t-test of the observations against zero.
    NGUYEN: 2 Phi(-|mean / sd|) < LEVEL, the formula of Nguyen et al. (2023).
    Q: q < LEVEL, the t-test's p after the correction of Benjamini and Hochberg.
    NONE: no test.
    """

    T = "t"
    NGUYEN = "nguyen"
    Q = "q"
    NONE = "none"


class Direction(StrEnum):
    """HELPFUL: only samples whose effect helps by the list's metric. ANY: also harmful ones."""

    HELPFUL = "helpful"
    ANY = "any"


@dataclass(frozen=True)
class RelevanceRule:
    """Lists at most `most` samples that pass the gate and have the direction, most helpful first.

    The defaults are those of the bundles that ship (docs/decisions/0016). Raises TrainingError.
    """

    gate: Gate = Gate.T
    direction: Direction = Direction.HELPFUL
    most: int = MOST_OF_THE_PAPER

    def with_words(
        self, gate: str | None = None, direction: str | None = None, most: int | None = None
    ) -> Self:
        """Change what a command's options name; raises TrainingError, which says what there is."""
        gate, direction = gate or self.gate, direction or self.direction
        if gate not in set(Gate):
            raise TrainingError(f"There is no gate {gate!r}: use {', '.join(Gate)}.")
        if direction not in set(Direction):
            raise TrainingError(f"There is no direction {direction!r}: use {', '.join(Direction)}.")
        most = self.most if most is None else most
        return replace(self, gate=Gate(gate), direction=Direction(direction), most=most)

    def __post_init__(self) -> None:
        if not 1 <= self.most <= LONGEST_LIST:
            raise TrainingError(
                f"A list of {self.most} training samples cannot be shown: choose from 1 to "
                f"{LONGEST_LIST}."
            )


AS_RECOMMENDED = RelevanceRule()
AS_PUBLISHED = RelevanceRule(Gate.NGUYEN, Direction.ANY)
"""The paper's rule: the p-values of Nguyen et al., and harmful samples may be listed."""

FEWEST_SEEDS_RECOMMENDED = 10

RecipeName = Literal["as published", "as recommended", "own settings"]


def recipe_name(rule: RelevanceRule, seeds: int) -> RecipeName:
    """The name of a rule and a number of seeds together; the paper had one seed."""
    if rule == AS_PUBLISHED and seeds == 1:
        return "as published"
    if rule == AS_RECOMMENDED and seeds >= FEWEST_SEEDS_RECOMMENDED:
        return "as recommended"
    return "own settings"
