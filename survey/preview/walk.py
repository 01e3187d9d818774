"""The ways through a study, and the pages of each, endings included."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from survey.design.allocation import orders
from survey.design.definition import SurveyDefinition
from survey.design.path import PathPage, Section, participant_path

ENDINGS = {
    "end.declined": "Ending: does not consent",
    "end.not_eligible": "Ending: cannot take part",
    "end.full": "Ending: nobody can begin any more",
    "end.stopped": "Ending: stopped on the way",
    "end.already": "Ending: sent a second time by a panel",
}
ALREADY = "end.already"
"""The ending that there is for participants of a panel alone."""
HELP = "Help"
"""The group of pages that can be opened at any time."""

_KEY = re.compile(r"([1-9][0-9]{0,3})-([1-9][0-9]{0,3})")


@dataclass(frozen=True)
class Stop:
    """A page of a preview by its name in addresses; `group` is the heading that it stands under."""

    name: str
    title: str
    group: str


@dataclass(frozen=True)
class Walk:
    """One way through a study: an order of scenarios, and which of a bundle's errors are met.

    Both are counted from 0; where a bundle has fewer errors, counting begins anew.
    """

    study: SurveyDefinition
    order_number: int = 0
    error: int = 0

    @classmethod
    def of_key(cls, study: SurveyDefinition, key: str) -> Self | None:
        """The way that an address names, such as `2-1`; None where the study has no such order."""
        match = _KEY.fullmatch(key)
        if match is None or int(match[1]) > len(orders(study)):
            return None
        return cls(study, int(match[1]) - 1, int(match[2]) - 1)

    @property
    def key(self) -> str:
        return f"{self.order_number + 1}-{self.error + 1}"

    @property
    def order(self) -> tuple[str, ...]:
        return orders(self.study)[self.order_number]

    @cached_property
    def path(self) -> tuple[PathPage, ...]:
        return participant_path(self.study, self.order)

    def page(self, name: str) -> PathPage | None:
        return next((page for page in self.path if page.name == name), None)

    def first(self, section: Section) -> PathPage:
        return next(page for page in self.path if page.section is section)

    def after(self, page: PathPage) -> PathPage:
        """The next page of the path; the last one leads to itself."""
        number = self.path.index(page)
        return self.path[min(number + 1, len(self.path) - 1)]

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Every page in the order in which it is read, then the endings."""
        pages = [Stop(page.name, page.title, self._group(page)) for page in self.path]
        ends = [
            Stop(name, title, "Endings")
            for name, title in ENDINGS.items()
            if name != ALREADY or self.study.panel
        ]
        return (*pages, *ends)

    def _group(self, page: PathPage) -> str:
        if page.scenario:
            return self.study.scenarios[page.scenario].title
        if page.section is Section.TUTORIAL:
            return "Tutorial"
        return "After the scenarios" if page in self._last else "Before the scenarios"

    @cached_property
    def _last(self) -> tuple[PathPage, ...]:
        ended = (Section.CLOSING, Section.COMPENSATION)
        return tuple(page for page in self.path if page.section in ended)
