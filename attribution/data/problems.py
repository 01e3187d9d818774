"""Problems of data that somebody brings: all of them at once, by the file's own rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from attribution.errors import DataError

SHOWN_PROBLEMS = 20
SHOWN_LINES = 5


@dataclass(frozen=True)
class DataProblem:
    """What is wrong, in `message`, and what to do about it, in `remedy`: a sentence each.

    An error that says both in one sentence is a message without a remedy. `place` is as the file's
    owner counts, such as "line 12, column 'age'"; empty for the whole.
    """

    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        sentences = f"{self.message} {self.remedy}".rstrip()
        return f"{self.place}: {sentences}" if self.place else sentences


class DataProblems(DataError):
    """Data that cannot be used, with every problem, at least one."""

    def __init__(self, name: str, problems: Sequence[DataProblem]) -> None:
        self.problems = tuple(problems)
        lines = [f"{name} cannot be used as it is:"]
        lines += [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        if (hidden := len(self.problems) - SHOWN_PROBLEMS) > 0:
            lines.append(f"and {hidden} more, shown once these are mended.")
        super().__init__("\n".join(lines))


def lines_named(lines: Sequence[int]) -> str:
    """The place of rows that begin on these lines of a file, such as "lines 12, 30 and 41"."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    named = [str(line) for line in lines]
    if len(named) > SHOWN_LINES + 1:
        return f"lines {', '.join(named[:SHOWN_LINES])} and {len(named) - SHOWN_LINES} more"
    return f"lines {', '.join(named[:-1])} and {named[-1]}"
