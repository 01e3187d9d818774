"""The share of a run that one of several processes trains, in a job array for example."""

import re
from dataclasses import dataclass
from typing import Self

from attribution.errors import RunFolderError


@dataclass(frozen=True)
class JobShare:
    """Process `number` of `of`, from 1, which trains every `of`-th of the planned shards."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2/8", the second of eight; raises RunFolderError."""
        match = re.fullmatch(r"(\d+)/(\d+)", text)
        share = cls(int(match[1]), int(match[2])) if match else None
        if share is None or not 1 <= share.number <= share.of:
            raise RunFolderError(
                f"{text!r} is no part of a run: write 2/8 for the second of eight."
            )
        return share

    @property
    def name(self) -> str:
        return f"part-{self.number}-of-{self.of}"

    def includes(self, position: int) -> bool:
        """Whether this process trains the shard at a position, from 0, of the plan."""
        return position % self.of == self.number - 1
