"""What every kind of data in a scenario file says of itself, and what a draft of it holds."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from attribution.data.dataset import Dataset
from attribution.data.problems import DataProblem
from attribution.data.split import Split


class DataDescription(BaseModel, ABC):
    """The part `data` of a scenario file; each kind has its `type` and its own fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @abstractmethod
    def dataset(self, folder: Path, *, name: str, source: str, split: Split) -> Dataset:
        """Read the data, whose paths are relative to `folder`.

        Raises DataProblems with every problem of the data, by the file's own rows.
        """


@dataclass(frozen=True)
class Draft:
    """A description made of the data alone, for its owner to look through and edit.

    `summary` says in lines what was read: columns or classes, ranges, what is missing. `problems`
    are those that a run would be refused for, with the description as it stands. `comments` say
    why something was guessed, by the keys and positions that lead to it in the description, such as
    ("columns", 0, "minimum").
    """

    description: DataDescription
    summary: tuple[str, ...]
    problems: tuple[DataProblem, ...]
    comments: Mapping[tuple[str | int, ...], str] = field(default_factory=dict)
