"""Problems of a file that people write: what is wrong, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import NeedfinderError

SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Location:
    """A line of a file, counted from 1; 0 is the file itself."""

    file: Path
    line: int

    def below(self, lines: int) -> "Location":
        """The line some lines further down, for a text in its own file."""
        return Location(self.file, self.line + lines) if self.file.suffix == ".md" else self


KeyPath = tuple[str | int, ...]
"""The path to a value through mappings and lists, such as ("background", 0, "title")."""


@dataclass(frozen=True)
class BrokenRule:
    """A fault, by the path of its value, before its line in a file is looked up.

    `line` counts the lines of a text from 0, for texts that have a file of their own.
    """

    path: KeyPath
    message: str
    remedy: str
    line: int = 0


@dataclass(frozen=True)
class Problem:
    """A problem. `key` is the dotted path of the value, empty for the whole file."""

    location: Location
    key: str
    message: str
    remedy: str

    def __str__(self) -> str:
        line = f", line {self.location.line}" if self.location.line else ""
        at = f"{self.location.file}{line}"
        where = f"{at}, {self.key}" if self.key else at
        return f"{where}: {self.message} {self.remedy}"


class FileProblems(NeedfinderError):
    """A file that cannot be used, with every problem of it, at least one."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if hidden := len(self.problems) - len(lines):
            lines.append(f"and {hidden} more, shown once these are fixed.")
        super().__init__("\n".join(lines))


def dotted(path: KeyPath) -> str:
    """A path as people read it, such as `background[1].questions[2].key`, counted from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text
