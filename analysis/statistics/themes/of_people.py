"""Which themes people hold in which scenario, as columns beside those of their trials."""

from dataclasses import dataclass

from analysis.statistics.themes.codebook import CodebookContent
from core.arrays import Booleans, Integers


@dataclass(frozen=True, eq=False)
class ThemesOfPeople:
    """The consensus of closed rounds with one codebook, for those who are analysed.

    person [coded] counts as the columns of trials do, ascending. answered [coded, scenarios] is
    whether somebody wrote anything there that was coded, and held [coded, scenarios, themes]
    whether a theme, or a code beneath it, is among it. `themes` are keys in the order of the
    codebook. What was written outside of scenarios is left out.
    """

    book: CodebookContent
    themes: tuple[str, ...]
    person: Integers
    answered: Booleans
    held: Booleans
