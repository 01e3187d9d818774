"""By what the passages of a codebook can be told apart: what its filters and tables offer."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from analysis.coding.attributes.read import AttributeRecord, Values, attributes_of, values_of
from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Codebook
from analysis.coding.passages.read import texts_by_version
from analysis.coding.passages.wanted import (
    EVERY_CODER,
    NONE,
    Wanted,
    coded_cases,
    rounds_wanted,
)
from analysis.coding.rounds.models import RoundCoder
from survey.population import Population

Named = tuple[tuple[str, str], ...]
"""Keys with the words that they stand for."""


@dataclass(frozen=True)
class Ways:
    """What tells passages apart, as far as it occurs among the cases that were coded.

    `cases` are labels with titles. `units` are the scenario and the question of each text of a
    case, by the case's primary key; NONE outside of them.
    """

    attributes: tuple[AttributeRecord, ...]
    values: Values
    scenarios: Named
    questions: Named
    coders: tuple[str, ...]
    rounds: Named
    cases: Named
    units: Mapping[int, frozenset[tuple[str, str]]]

    def values_among(self, attribute: str) -> tuple[str, ...]:
        """The values that occur: those that can be answered in their order, then all others."""
        there = {value for known in self.values.values() for value in known.get(attribute, ())}
        offered = next((one.values for one in self.attributes if one.key == attribute), ())
        in_order = [value for value in offered if value in there]
        return (*in_order, *sorted(there - set(in_order), key=_numbers_first))


def ways_to_tell_apart(codebook: Codebook, population: Population, *, by_coders: bool) -> Ways:
    """What occurs in the consensus of closed rounds, or with coders in all compared ones.

    Takes a fixed number of queries.
    """
    compared = Wanted(coder=EVERY_CODER)
    everything = compared if by_coders else Wanted()
    cases = coded_cases(codebook, population, everything)
    rows = Unit.objects.filter(case__in=cases.order_by()).order_by()
    columns = ("case", "answer__scenario", "answer__question")
    units: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for case, scenario, question in rows.values_list(*columns).distinct():
        units[case].add((scenario or NONE, question or NONE))
    asked = {pair for of_case in units.values() for pair in of_case}
    versions = texts_by_version(codebook.study).values()
    coders = RoundCoder.objects.filter(
        round__in=rounds_wanted(codebook, population, compared), excused_at__isnull=True
    )
    rounds = rounds_wanted(codebook, population, everything).order_by("number")
    return Ways(
        attributes=attributes_of(codebook.study),
        values=values_of(codebook.study, cases),
        scenarios=_named(
            {scenario for scenario, _ in asked},
            [version.scenarios for version in versions],
            "outside of the scenarios",
        ),
        questions=_named(
            {question for _, question in asked},
            [version.questions for version in versions],
            "interviews",
        ),
        coders=tuple(sorted({coder.name for coder in coders.select_related("user")})),
        rounds=tuple((str(coding_round.number), str(coding_round)) for coding_round in rounds),
        cases=tuple((case.label, case.title) for case in cases.prefetch_related("transcripts")),
        units={case: frozenset(pairs) for case, pairs in units.items()},
    )


def _named(keys: Collection[str], known: Collection[Mapping[str, str]], none: str) -> Named:
    """The keys in the order in which they are asked for, under their newest words."""
    words: dict[str, str] = {}
    for version in known:
        for key, text in version.items():
            words.setdefault(key, text)
    named = [(key, words[key]) for key in words if key in keys]
    return (*named, (NONE, none)) if NONE in keys else tuple(named)


def _numbers_first(value: str) -> tuple[bool, float, str]:
    try:
        return False, float(value), value
    except ValueError:
        return True, 0.0, value.casefold()
