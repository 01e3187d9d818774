"""Compared rounds as other programs read them: who found what, and the texts with their codes."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from analysis.codebook.codebook import Codebook as Book
from analysis.exchange.codes import code_guid, codes_of, not_carried_of
from analysis.exchange.guids import guid_of
from analysis.exchange.project import CONSENSUS, Case, Project, Selection, Source, user_of
from analysis.models import CodingRound, Unit
from analysis.queries.blindness import CODER_NAME, counted_coders, revealed
from analysis.queries.themes import live_codebook
from analysis.statistics.agreement.units import CodedUnit


@dataclass(frozen=True)
class Exchanged:
    """A round's texts and codings, and a sentence for everything that is not in them."""

    project: Project
    not_carried: tuple[str, ...]


def found_themes(compared: CodingRound) -> tuple[Book, tuple[CodedUnit, ...]]:
    """The themes each coder found in each case, and the consensus; none before the comparison."""
    book = live_codebook(compared.codebook)
    known = {theme.key for _, theme in book.placed()}
    coders = [coder.name for coder in counted_coders(compared)]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = revealed(compared).filter(theme__key__in=known)
    for case, who, theme in rows.values_list("unit__case__label", CODER_NAME, "theme__key"):
        found[case, who or CONSENSUS].add(theme)
    members = compared.members.select_related("case")
    return book, tuple(
        CodedUnit(
            member.case.label,
            {
                who: found[member.case.label, who]
                for who in ([] if member.joint else coders) + [CONSENSUS]
            },
        )
        for member in members
    )


def project_of(compared: CodingRound) -> Exchanged:
    """All texts of a compared round with every layer of codings; without any before that."""
    book = live_codebook(compared.codebook)
    guids = {theme.key: code_guid(book, "theme", theme.key) for _, theme in book.placed()}
    selections = _selections(compared, guids)
    units = list(
        Unit.objects.filter(case__memberships__round=compared)
        .select_related("answer", "case")
        .order_by("case", "position")
    )
    cases: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        cases[unit.case.label].append(str(unit.guid))
    names = [coder.name for coder in counted_coders(compared)]
    synthetic = "Synthetic: " if compared.synthetic else ""
    project = Project(
        name=f"{synthetic}{compared.codebook.title}, {compared}",
        users=tuple(map(user_of, (*names, CONSENSUS))),
        codes=codes_of(book),
        sources=tuple(
            Source(str(unit.guid), _name(unit), unit.text, tuple(selections[unit.guid]))
            for unit in units
        ),
        cases=tuple(
            Case(guid_of("case", label), label, tuple(sources)) for label, sources in cases.items()
        ),
    )
    told = (
        *not_carried_of(book),
        "Reasons of decisions, and what was rejected, are not in it; the consensus is a coder.",
        "The history of the codebook, stages of the round and its agreement are not in it.",
    )
    return Exchanged(project, told)


def _selections(compared: CodingRound, guids: dict[str, str]) -> dict[UUID, list[Selection]]:
    found: dict[UUID, list[Selection]] = defaultdict(list)
    rows = revealed(compared).select_related("unit", "theme", "coder__user")
    for row in rows.order_by("unit__position", "start", "pk"):
        if row.theme.key in guids:
            who = row.coder.name if row.coder else CONSENSUS
            found[row.unit.guid].append(
                Selection(
                    str(row.guid),
                    row.start,
                    row.end,
                    guids[row.theme.key],
                    user_of(who).guid,
                    row.memo,
                )
            )
    return found


def _name(unit: Unit) -> str:
    if unit.answer is None:
        return f"{unit.case.label} {unit.position:04} {unit.speaker}".strip()
    scenario = f"{unit.answer.scenario} " if unit.answer.scenario else ""
    return f"{unit.case.label} {scenario}{unit.answer.question}"
