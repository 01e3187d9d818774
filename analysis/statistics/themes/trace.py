"""From codes to a design space: which level came from which codes (paper, 4.3 and table 2)."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class CitedTheme:
    """A theme to which cited codes belong, with the letter that stands for it: A, B, C."""

    letter: str
    key: str
    name: str


@dataclass(frozen=True)
class CitedCode:
    """A code that a level cites, with its `number` among the cited ones in the codebook's order.

    It may be a theme itself. `themes` are the letters of the themes that it belongs to.
    `participants` are those whom a closed round's consensus gives it, by their labels, and `quotes`
    is in how many passages. `is_retired` says that it was taken out of the codebook since.
    """

    number: int
    key: str
    name: str
    description: str
    themes: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    quotes: int = 0
    is_retired: bool = False

    @property
    def label(self) -> str:
        """As tables and figures call it, such as #3."""
        return f"#{self.number}"


@dataclass(frozen=True)
class CitedQuote:
    """Words that somebody said; `parallel` is the whole turn in the transcript's other language."""

    participant: str
    words: str
    parallel: str = ""


@dataclass(frozen=True)
class Citation:
    """How a code leads to a level; `number` is that of the code."""

    number: int
    sentence: str = ""
    quotes: tuple[CitedQuote, ...] = ()


@dataclass(frozen=True)
class TracedLevel:
    """A level of an axis, with the codes that it came from."""

    key: str
    title: str
    why: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Of the codes it cites, such as #3 and #5."""
        return tuple(f"#{citation.number}" for citation in self.citations)


@dataclass(frozen=True)
class TracedAxis:
    """An axis: its `title` is what is asked in a study, and its `name` what figures call it."""

    key: str
    title: str
    name: str
    ordered: bool
    why: str
    levels: tuple[TracedLevel, ...] = ()


@dataclass(frozen=True)
class TraceRecord:
    """A design space with the codes behind it.

    `uncited` are the names of the codes that no level cites, in the order of the codebook, and of
    the themes that have no codes beneath them.
    """

    study: str
    title: str
    codebook: str
    themes: tuple[CitedTheme, ...]
    codes: tuple[CitedCode, ...]
    axes: tuple[TracedAxis, ...]
    uncited: tuple[str, ...] = ()

    def cited_by(self, level: TracedLevel) -> Iterator[tuple[CitedCode, Citation]]:
        """The codes that a level cites, each with the citation."""
        codes = {code.number: code for code in self.codes}
        for citation in level.citations:
            yield codes[citation.number], citation

    @property
    def without_codes(self) -> tuple[tuple[TracedAxis, TracedLevel], ...]:
        """The levels that cite nothing, each with its axis."""
        return tuple(
            (axis, level) for axis in self.axes for level in axis.levels if not level.citations
        )
