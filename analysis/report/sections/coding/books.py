"""Codebooks side by side: a study with several tells of each in a part of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.report.document import Section
from analysis.statistics.themes.results import CodingResults


@dataclass(frozen=True)
class Coded:
    """What was coded with one codebook; `place` counts from 1, and is 0 where there is but one."""

    results: CodingResults
    place: int

    def key(self, name: str) -> str:
        return f"{name}_{self.place}" if self.place else name

    def caption(self, text: str) -> str:
        return f"{text.rstrip('.')}: {self.results.book.title}." if self.place else text


def by_codebook(
    key: str, title: str, found: Iterable[CodingResults], part: Callable[[Coded], Section]
) -> Section | None:
    """`part` makes the whole section where there is one codebook, else a section in it for each."""
    several = tuple(found)
    if not several:
        return None
    if len(several) == 1:
        return part(Coded(several[0], 0))
    parts = (part(Coded(each, at)) for at, each in enumerate(several, start=1))
    return Section(key, title, (), tuple(parts))


def heading(coded: Coded, title: str) -> str:
    return coded.results.book.title if coded.place else title
