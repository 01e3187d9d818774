"""The table of themes by an attribute, by scenario, by question or by coder."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import F

from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.theme_records import RELATED, ThemeRecord, record, shared_themes
from analysis.coding.passages.wanted import (
    EVERY_CODER,
    NONE,
    Wanted,
    coded_cases,
    passages_wanted,
    rounds_wanted,
)
from analysis.coding.passages.ways import Ways
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import CODER_NAME
from analysis.statistics.themes.groups import GroupCell, GroupedPassage, themes_by_group
from survey.population import Population

SCENARIO, QUESTION, CODER = "scenario", "question", "coder"
"""Ways to group passages beside the keys of attributes."""

NOT_KNOWN = "not known"
"""The group of the cases that have no value of an attribute."""


@dataclass(frozen=True)
class Group:
    """A column: what its passages have in common, in words and as what is wanted of them."""

    name: str
    of: int
    wanted: Wanted


@dataclass(frozen=True)
class ThemeRow:
    """A theme with a cell for each group, in the order of the groups."""

    theme: ThemeRecord
    cells: tuple[GroupCell, ...]


@dataclass(frozen=True)
class ThemeTable:
    """How many of the cases that were coded hold each theme, group by group."""

    groups: tuple[Group, ...]
    rows: tuple[ThemeRow, ...]
    cases: int


class _Row(NamedTuple):
    """A passage without its words."""

    case: int
    theme: int
    scenario: str | None
    question: str | None
    coder: str | None


@dataclass(frozen=True)
class _Grouping:
    """Groups by key: their words, their cases, those of a passage, and what is wanted of one."""

    names: Mapping[str, str]
    members: Mapping[str, Collection[int]]
    groups_of: Callable[[_Row], Collection[str]]
    wanted: Callable[[str], Wanted]


def theme_table(
    codebook: Codebook, population: Population, by: str, ways: Ways, wanted: Wanted
) -> ThemeTable:
    """The passages that are wanted, by an attribute's key, SCENARIO, QUESTION or CODER.

    There is a row for every theme and code of the codebook, where a code counts as its themes as
    well, and for others that have passages, such as those
    that wait to be reconciled. Takes a fixed number of queries.
    """
    if by == CODER:
        wanted = replace(wanted, coder=wanted.coder or EVERY_CODER)
    columns = (
        "unit__case",
        "theme",
        "unit__answer__scenario",
        "unit__answer__question",
        CODER_NAME,
    )
    found = passages_wanted(codebook, population, wanted, ways.values).order_by()
    rows = [_Row(*values) for values in found.values_list(*columns)]
    cases = set(coded_cases(codebook, population, wanted).values_list("pk", flat=True))
    grouping = _grouping(codebook, population, by, ways, wanted)
    members = {
        group: cases.intersection(grouping.members.get(group, ())) for group in grouping.names
    }
    themes = _themes(codebook, {row.theme for row in rows})
    keys = {str(theme.guid): str(theme.pk) for theme in themes}
    counted_as = {
        theme.pk: dict.fromkeys(
            (str(theme.pk), *(keys[guid] for guid in record(theme).themes if guid in keys))
        )
        for theme in themes
    }
    cells = themes_by_group(
        (
            GroupedPassage(row.case, theme, frozenset(grouping.groups_of(row)))
            for row in rows
            for theme in counted_as[row.theme]
        ),
        [str(theme.pk) for theme in themes],
        members,
    )
    shown = [group for group in grouping.names if members[group]]
    return ThemeTable(
        groups=tuple(
            Group(grouping.names[group], len(members[group]), grouping.wanted(group))
            for group in shown
        ),
        rows=tuple(
            ThemeRow(record(theme), tuple(cells[str(theme.pk)][group] for group in shown))
            for theme in themes
        ),
        cases=len(cases),
    )


def _grouping(
    codebook: Codebook, population: Population, by: str, ways: Ways, wanted: Wanted
) -> _Grouping:
    if by == SCENARIO:
        return _Grouping(
            dict(ways.scenarios),
            _cases_by(ways, lambda place: place[0]),
            lambda row: [row.scenario or NONE],
            lambda group: replace(wanted, scenario=group),
        )
    if by == QUESTION:
        return _Grouping(
            dict(ways.questions),
            _cases_by(ways, lambda place: place[1]),
            lambda row: [row.question or NONE],
            lambda group: replace(wanted, question=group),
        )
    if by == CODER:
        return _Grouping(
            {name: name for name in ways.coders},
            _cases_by_coder(codebook, population, wanted),
            lambda row: [row.coder or ""],
            lambda group: replace(wanted, coder=group),
        )
    members: dict[str, set[int]] = defaultdict(set)
    for case in ways.units:
        for value in _values(ways, case, by):
            members[value].add(case)
    return _Grouping(
        {value: value or NOT_KNOWN for value in (*ways.values_among(by), "")},
        members,
        lambda row: _values(ways, row.case, by),
        lambda group: replace(wanted, attribute=f"{by}:{group}"),
    )


def _values(ways: Ways, case: int, attribute: str) -> tuple[str, ...]:
    return ways.values.get(case, {}).get(attribute) or ("",)


def _cases_by(ways: Ways, part: Callable[[tuple[str, str]], str]) -> dict[str, set[int]]:
    """The cases that have a text in each scenario, or to each question."""
    cases: dict[str, set[int]] = defaultdict(set)
    for case, places in ways.units.items():
        for place in places:
            cases[part(place)].add(case)
    return cases


def _cases_by_coder(
    codebook: Codebook, population: Population, wanted: Wanted
) -> dict[str, set[int]]:
    """The cases of the rounds in which each of the coders coded apart."""
    rounds = rounds_wanted(codebook, population, wanted)
    coders = RoundCoder.objects.filter(round__in=rounds, excused_at__isnull=True)
    rows = coders.filter(round__members__joint=False).select_related("user")
    cases: dict[str, set[int]] = defaultdict(set)
    for coder in rows.annotate(case=F("round__members__case")):
        cases[coder.name].add(coder.case)
    return cases


def _themes(codebook: Codebook, found: set[int]) -> tuple[Theme, ...]:
    """The themes of the codebook in reading order, then those found that are not in it."""
    shared = tuple(shared_themes(codebook))
    others = Theme.objects.filter(pk__in=found - {theme.pk for theme in shared})
    return (*shared, *others.select_related(*RELATED).order_by("name", "pk"))
