"""Everything that the coding with one codebook came to, for pages and reports alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.statistics.agreement.rounds import RoundAgreement
from analysis.statistics.themes.co_occurrence import CoOccurrence
from analysis.statistics.themes.codebook import CodebookContent
from analysis.statistics.themes.occurrences import AreaFrequency, Occurrence, ThemeFrequency

if TYPE_CHECKING:
    from analysis.statistics.themes.saturation import Saturation


@dataclass(frozen=True)
class CodingResults:
    """Of one codebook: `book` as it is now, `version` the one that the last closed round froze.

    `cases` are those of closed rounds, by label, in the order in which they were coded, without the
    `left_out`, whose participants were excluded from the statistics since. `quotes` go by
    the key of their theme; `hypotheses_and_actions` has hypotheses as rows. `agreement` is of every
    compared round. `synthetic` says that all of it is about simulated participants.
    """

    book: CodebookContent
    version: int
    synthetic: bool
    rounds: int
    cases: tuple[str, ...]
    left_out: int
    themes: tuple[ThemeFrequency, ...]
    areas: tuple[AreaFrequency, ...]
    quotes: Mapping[str, tuple[Occurrence, ...]]
    together: CoOccurrence
    hypotheses_and_actions: CoOccurrence
    saturation: "Saturation | None"
    agreement: tuple[RoundAgreement, ...]
