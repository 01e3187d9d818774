"""What coded people said and submitted in each scenario, as columns of the same people."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import NO_LEVEL
from analysis.report.context import ReportContext
from analysis.statistics.shares_by_person import ShareByPerson, share_by_person
from analysis.statistics.themes.codebook import ThemeContent
from analysis.statistics.themes.of_people import ThemesOfPeople
from core.arrays import Booleans, Integers

FEWEST = 5
"""People who hold a theme, and people who do not, with fewer of whom it is not tested."""


@dataclass(frozen=True, eq=False)
class CodedPeople:
    """levels [people, scenarios] by axis, NO_LEVEL where somebody wrote or submitted nothing.

    `held` [people, scenarios, themes] is false there. People without any such scenario are left
    out.
    """

    coded: ThemesOfPeople
    levels: dict[str, Integers]
    submitted: Booleans
    held: Booleans

    @classmethod
    def of(cls, context: ReportContext, coded: ThemesOfPeople) -> "CodedPeople":
        trials, submitted = context.observations.trials, context.choices.submitted
        at = np.searchsorted(coded.person, trials.person)
        at_known = np.minimum(at, max(len(coded.person) - 1, 0))
        known = submitted & (len(coded.person) > 0)
        if len(coded.person):
            known &= coded.person[at_known] == trials.person
        place = at_known[known], trials.scenario[known]
        chose = np.zeros(coded.answered.shape, dtype=bool)
        chose[place] = True
        both = chose & coded.answered
        some = both.any(axis=1)
        levels = {}
        for axis in context.choices.axes:
            of_axis = np.full(coded.answered.shape, NO_LEVEL, dtype=np.int64)
            of_axis[place] = context.choices.codes[axis.key][known]
            levels[axis.key] = np.where(both, of_axis, NO_LEVEL)[some]
        return cls(coded, levels, both[some], (coded.held & both[:, :, np.newaxis])[some])

    @property
    def people(self) -> int:
        return len(self.submitted)

    @cached_property
    def contents(self) -> dict[str, ThemeContent]:
        return {theme.key: theme for _area, theme in self.coded.book.placed()}

    @cached_property
    def tested(self) -> tuple[int, ...]:
        """The positions of the themes that enough people hold and do not hold, reasons first.

        Reasons are the themes of the first type that the codebook lays against another, such as
        hypotheses.
        """
        holders = self.held.any(axis=1).sum(axis=0)
        enough = (holders >= FEWEST) & (self.people - holders >= FEWEST)
        positions = np.flatnonzero(enough).tolist()
        return tuple(sorted(positions, key=lambda theme: theme not in self.reasons))

    @cached_property
    def reasons(self) -> frozenset[int]:
        """The positions of all reasons; none where the codebook crosses no types."""
        crossed = self.coded.book.crossed
        return frozenset(
            at
            for at, key in enumerate(self.coded.themes)
            if crossed and crossed[0] in self.contents[key].types
        )

    def share(self, axis: str, level: int, theme: int, *, holds: bool) -> ShareByPerson:
        """The share of a level among the submissions with a theme, or among those without it."""
        among = (self.levels[axis] != NO_LEVEL) & (self.held[:, :, theme] == holds)
        chose = among & (self.levels[axis] == level)
        return share_by_person(chose.sum(axis=1), among.sum(axis=1))
