"""A tutorial's page as what it tells people to type, to save in a file, and to read."""

import re
from dataclasses import dataclass
from typing import Literal

from tests.folders import PROJECT

FOLDER = PROJECT / "docs" / "tutorial"
STEP = re.compile(r"^## (\d+)\. .*$", re.MULTILINE)
BLOCK = re.compile(
    r"(?:^Save this as `([^`]+)`:\n\n)?^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)

Kind = Literal["typed", "powershell", "printed", "saved", "shown"]
KINDS: dict[str, Kind] = {"sh": "typed", "powershell": "powershell", "text": "printed"}


@dataclass(frozen=True)
class Block:
    kind: Kind
    text: str
    file: str = ""
    """Where it is saved, for one that is."""


def steps(page: str) -> dict[int, tuple[Block, ...]]:
    """The blocks of a page, by the number of the step that they are in."""
    _before, *parts = STEP.split((FOLDER / page).read_text("utf-8"))
    return {
        int(number): tuple(
            Block("saved" if file else KINDS.get(language, "shown"), text, file)
            for file, language, text in BLOCK.findall(part)
        )
        for number, part in zip(parts[::2], parts[1::2], strict=True)
    }
