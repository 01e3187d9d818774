"""What the locks in requirements/ pin."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[2] / "requirements"

PACKAGE = re.compile(r"^([a-z0-9.-]+)==([^\s;\\]+)(?: ; ([^\\\n]+))?", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, order=True)
class Locked:
    """A package at one version, and the SHA-256 of each of its files."""

    name: str
    version: str
    hashes: tuple[str, ...] = ()


def locks() -> list[Path]:
    return sorted(REQUIREMENTS.glob("*.txt"))


def packages_of(lock: Path) -> Iterator[Locked]:
    """Once for each version, where Pythons of different ages need different ones."""
    text = lock.read_text(encoding="utf-8")
    starts = list(PACKAGE.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        hashes = tuple(sorted(HASH.findall(text, start.end(), end)))
        yield Locked(start[1], start[2], hashes)


def packages_of_all(files: Iterable[Path]) -> list[tuple[str, str]]:
    """Names and versions, without repetition, in order."""
    return sorted(
        {(package.name, package.version) for file in files for package in packages_of(file)}
    )
