"""How several processes, a job array for example, share one run."""

import re
from dataclasses import dataclass
from typing import Self

from attribution.errors import RunFolderError


@dataclass(frozen=True)
class Part:
    """One of several processes: of the planned shards, it trains every `of`-th."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2/8", the second of eight; raises RunFolderError."""
        found = re.fullmatch(r"(\d+)/(\d+)", text)
        part = cls(int(found[1]), int(found[2])) if found else None
        if part is None or not 1 <= part.number <= part.of:
            raise RunFolderError(
                f"{text!r} is no part of a run: write 2/8 for the second of eight."
            )
        return part

    @property
    def name(self) -> str:
        return f"part-{self.number}-of-{self.of}"

    def takes(self, turn: int) -> bool:
        return turn % self.of == self.number - 1
