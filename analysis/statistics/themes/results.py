"""The results of coding with one codebook, for pages and reports alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.statistics.agreement.records import RoundAgreement
from analysis.statistics.themes.co_occurrence import CoOccurrence
from analysis.statistics.themes.codebook import CodebookContent
from analysis.statistics.themes.occurrences import AreaFrequency, ThemeFrequency, ThemeOccurrence

if TYPE_CHECKING:
    from analysis.statistics.themes.saturation import Saturation


@dataclass(frozen=True)
class ComparedRound:
    """A round whose coders have compared, and the codebook version that it was coded with."""

    number: int
    title: str
    version: int
    version_digest: str
    closed: bool


@dataclass(frozen=True)
class CodingResults:
    """The results of closed rounds, and the agreement of every compared one.

    `book` is the codebook as it is now, and `version` the one that the last closed round froze.
    `cases` are the cases of closed rounds by label, in the order of coding, without the `left_out`
    cases whose participants were excluded from the statistics since. `quotes` are by the key of
    the theme or code that they were given; all other numbers count a code as its themes. `crossed`
    has the themes of the first of the codebook's crossed types as rows. `synthetic` means that
    all of it
    is about simulated participants. A study that codes reflexively `claims_agreement` nowhere, and
    none is there.
    """

    book: CodebookContent
    version: int
    synthetic: bool
    rounds: int
    cases: tuple[str, ...]
    left_out: int
    themes: tuple[ThemeFrequency, ...]
    areas: tuple[AreaFrequency, ...]
    quotes: Mapping[str, tuple[ThemeOccurrence, ...]]
    together: CoOccurrence
    crossed: CoOccurrence | None
    saturation: "Saturation | None"
    compared: tuple[ComparedRound, ...]
    claims_agreement: bool
    agreement: tuple[RoundAgreement, ...]


NOT_TOLD = frozenset({"examples", "taken_at"})
"""What no report tells: examples of a codebook, which quote people, and the minute of a measure."""


def told(content: Any) -> Any:
    """Results of coding as plain values, without what no report tells."""
    if isinstance(content, dict):
        return {key: told(part) for key, part in content.items() if key not in NOT_TOLD}
    if isinstance(content, list | tuple):
        return [*map(told, content)]
    return content
