"""What the sections about coding share: one part for each codebook of a study."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.report.document import ReportSection
from analysis.statistics.themes.results import CodingResults


@dataclass(frozen=True)
class CodebookPart:
    """The results of one codebook; `number` counts from 1, and is 0 where there is only one."""

    results: CodingResults
    number: int

    def key(self, name: str) -> str:
        """A key that is unique among the parts."""
        return f"{name}_{self.number}" if self.number else name

    def caption(self, text: str) -> str:
        """A caption that names the codebook where there are several."""
        return f"{text.rstrip('.')}: {self.results.book.title}." if self.number else text

    def heading(self, title: str) -> str:
        """The title of the codebook where there are several, else that of the section."""
        return self.results.book.title if self.number else title


def by_codebook(
    key: str,
    title: str,
    results: Iterable[CodingResults],
    build: Callable[[CodebookPart], ReportSection],
) -> ReportSection | None:
    """One section, which holds a section for each codebook where there are several.

    None without any results.
    """
    codebooks = tuple(results)
    if not codebooks:
        return None
    if len(codebooks) == 1:
        return build(CodebookPart(codebooks[0], 0))
    parts = [CodebookPart(codebook, number) for number, codebook in enumerate(codebooks, start=1)]
    return ReportSection(key, title, (), tuple(build(part) for part in parts))
