"""How many cases of each group hold a theme, such as those with one value of an attribute."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class GroupedPassage:
    """A passage with a theme, in one group or, such as where many were ticked, in several."""

    case: int
    theme: str
    groups: frozenset[str]


@dataclass(frozen=True)
class GroupCell:
    """Cases of a group with a theme, of all cases of the group, and the passages it has there.

    `share` is cases / of, None for a group without cases.
    """

    cases: int
    of: int
    passages: int

    @property
    def share(self) -> float | None:
        return self.cases / self.of if self.of else None


def themes_by_group(
    passages: Iterable[GroupedPassage],
    themes: Sequence[str],
    groups: Mapping[str, Collection[int]],
) -> dict[str, dict[str, GroupCell]]:
    """Share = cases of a group with a theme / all cases of the group that were coded.

    There is a cell for every theme and, below it, every group; `groups` are all cases that were
    coded, also without any theme. A passage counts in each of its groups that its case is in.
    """
    holding: dict[tuple[str, str], set[int]] = defaultdict(set)
    number: dict[tuple[str, str], int] = defaultdict(int)
    members = {group: frozenset(cases) for group, cases in groups.items()}
    for passage in passages:
        for group in passage.groups:
            if passage.case in members.get(group, ()):
                holding[passage.theme, group].add(passage.case)
                number[passage.theme, group] += 1
    return {
        theme: {
            group: GroupCell(len(holding[theme, group]), len(cases), number[theme, group])
            for group, cases in members.items()
        }
        for theme in themes
    }
