"""What a trial reads of a bundle: the one contract that every kind of bundle keeps."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from attribution.settings import Axes, Setting

Kind = Literal["effects", "panels"]


@dataclass(frozen=True)
class Outcome:
    """A measure by which settings can be compared. A larger gain by it is better.

    A study offers it where the axis `axis` has a level of the outcome's key.
    """

    key: str
    title: str
    axis: str


class Explanations(Protocol):
    """What each setting shows on each model error of a bundle.

    Errors are named by their ids. Every method raises NotInBundle for an id that is unknown.
    """

    @property
    def kind(self) -> Kind:
        """Which records `results` and `error` give."""

    @property
    def bundle(self) -> Any:
        """The whole bundle, as a record of its kind."""

    @property
    def name(self) -> str:
        """The name of the bundle, by which study files know it."""

    @property
    def source(self) -> str:
        """The source of what is shown, and its licence."""

    @property
    def axes(self) -> Axes:
        """The levels that there is something to show for."""

    @property
    def errors(self) -> Sequence[str]:
        """The ids of the model errors, in the order of the bundle."""

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The measures of `gains`; none where settings cannot be compared in numbers."""

    def error(self, error: str) -> Any:
        """The record of an error: its id, and what is shown of it before any setting."""

    def words_of(self, error: str) -> str:
        """A model error in a few words for researchers, which name it unmistakably."""

    def facts_of(self, error: str) -> Mapping[str, str]:
        """What texts of a study can repeat of an error: "" is a sentence, other keys are facts."""

    def results(self, error: str, setting: Setting) -> Any:
        """What the trial shows for a setting: a record of the bundle's own kind.

        Raises NoSuchSetting where the bundle has no such levels.
        """

    def gains(self, error: str) -> Mapping[Setting, tuple[float, ...]]:
        """How much each setting betters the error, by each outcome in their order."""

    def accuracy_changes(self, error: str) -> Mapping[Setting, float]:
        """How much each setting changes the accuracy of the whole model, on all test samples.

        Empty where settings retrain no model.
        """

    def shown_alike(self, error: str) -> Mapping[Setting, Hashable]:
        """A value for each setting, which is equal where two settings show the same."""

    def alike(self, offered: Axes) -> Mapping[str, tuple[str, ...]]:
        """Sentences for researchers, by axis, about levels that mostly show the same."""
