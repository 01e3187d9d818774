"""Which passages somebody wants to read, and the query that finds them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case as Choice
from django.db.models import IntegerField, Min, Q, QuerySet, Value, When

from analysis.coding.attributes.read import Values
from analysis.coding.cases.codable import codable
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import shared_themes, with_codes
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.visibility import REVEALED, consensus, revealed_codings
from analysis.records.people import excluded
from analysis.request_values import guid_or_none, whole_number
from survey.population import Population

EVERY_CODER = "*"
"""In place of a coder's name, which no account can have."""

NONE = "-"
"""In place of a key: outside of every scenario, or of every question."""


@dataclass(frozen=True)
class Wanted:
    """What passages have in common; empty for anything.

    `theme` is a GUID, and asks for the codes beneath it as well; `round` a number and `case` a label; `attribute` is a key, a colon and a
    value, which is empty for cases without one. `coder` is a name or EVERY_CODER, and empty for the
    consensus of closed rounds.
    """

    theme: str = ""
    scenario: str = ""
    question: str = ""
    coder: str = ""
    attribute: str = ""
    round: str = ""
    case: str = ""


def rounds_wanted(
    codebook: Codebook, population: Population, wanted: Wanted
) -> QuerySet[CodingRound]:
    """The rounds whose passages may be read: closed ones, or compared ones where coders are asked
    for.
    """
    stages = REVEALED if wanted.coder else (Stage.CLOSED,)
    rounds = CodingRound.objects.filter(
        codebook=codebook, synthetic=population is Population.SIMULATED, stage__in=stages
    )
    if not wanted.round:
        return rounds
    return rounds.filter(number=whole_number(wanted.round) or 0)


def coded_cases(codebook: Codebook, population: Population, wanted: Wanted) -> QuerySet[Case]:
    """All cases in whose texts the wanted passages could be, without those who are excluded."""
    members = Q(memberships__round__in=rounds_wanted(codebook, population, wanted))
    if wanted.coder:
        members &= Q(memberships__joint=False)
    if wanted.coder not in {"", EVERY_CODER}:
        members &= _by(wanted.coder, "memberships__round__coders__")
    cases = codable(codebook.study, population).filter(members).distinct()
    return cases.filter(label=wanted.case) if wanted.case else cases


def passages_wanted(
    codebook: Codebook, population: Population, wanted: Wanted, values: Values
) -> QuerySet[Coding]:
    """The codings, in the order of the codebook and then of the texts.

    A segment that the consensus of several rounds gave the same theme is there once, as in the
    results. `values` are those of the attributes of all coded cases.
    """
    rounds = rounds_wanted(codebook, population, wanted)
    if wanted.coder:
        codings = revealed_codings().filter(round__in=rounds, coder__isnull=False)
        if wanted.coder != EVERY_CODER:
            codings = codings.filter(_by(wanted.coder, "coder__"))
    else:
        codings = consensus(rounds)
    out = excluded(codebook.study).values("participant")
    codings = codings.exclude(unit__case__participant__in=out)
    codings = codings.filter(_about(codebook, wanted, values))
    if not wanted.coder:
        segments = codings.order_by().values("unit", "theme", "start", "end")
        first = segments.annotate(first=Min("pk")).values("first")
        codings = Coding.objects.filter(pk__in=first)
    return codings.order_by(
        *_place(codebook), "theme", "unit__case", "unit__position", "start", "pk"
    )


def _by(name: str, path: str) -> Q:
    """Of the coder of this name who was not excused; `path` leads to the coder."""
    named = Q(**{f"{path}user__username": name}) | Q(**{f"{path}label": name})
    return named & Q(**{f"{path}excused_at__isnull": True})


def _about(codebook: Codebook, wanted: Wanted, values: Values) -> Q:
    about = Q()
    if wanted.theme:
        about &= Q(theme__guid__in=with_codes(codebook, guid_or_none(wanted.theme)))
    if wanted.case:
        about &= Q(unit__case__label=wanted.case)
    if wanted.scenario == NONE:
        about &= Q(unit__answer__isnull=True) | Q(unit__answer__scenario="")
    elif wanted.scenario:
        about &= Q(unit__answer__scenario=wanted.scenario)
    if wanted.question == NONE:
        about &= Q(unit__answer__isnull=True)
    elif wanted.question:
        about &= Q(unit__answer__question=wanted.question)
    if wanted.attribute:
        key, _, value = wanted.attribute.partition(":")
        about &= _with_value(key, value, values)
    return about


def _with_value(key: str, value: str, values: Mapping[int, Mapping[str, tuple[str, ...]]]) -> Q:
    """Cases with a value; without any value of the attribute where it is empty."""
    if not value:
        return ~Q(unit__case__in=[case for case, known in values.items() if known.get(key)])
    having = [case for case, known in values.items() if value in known.get(key, ())]
    return Q(unit__case__in=having)


def _place(codebook: Codebook) -> list[Choice]:
    """Where a theme stands in the codebook; those that are not in it come last.

    Nothing for an empty codebook, since PostgreSQL takes a bare number for that of a column.
    """
    places = [
        When(theme=theme.pk, then=Value(place))
        for place, theme in enumerate(shared_themes(codebook))
    ]
    last = Value(len(places))
    return [Choice(*places, default=last, output_field=IntegerField())] if places else []
