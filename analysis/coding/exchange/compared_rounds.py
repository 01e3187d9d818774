"""Compared rounds for other programs: who found which themes, and the texts with their codes."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Standing
from analysis.coding.codebooks.theme_records import as_content, live_codebook, record
from analysis.coding.exchange.codes import code_guid, codes_of, not_carried_of
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import CONSENSUS, Case, Project, Selection, Source, user_of
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import CodebookContent


@dataclass(frozen=True)
class Exchanged:
    """The texts and codings of a round, and a sentence for everything that is not in them."""

    project: Project
    not_carried: tuple[str, ...]


def found_themes(compared: CodingRound) -> tuple[CodebookContent, tuple[CodedUnit, ...]]:
    """The themes of each coder in each case, and the consensus; none before the comparison."""
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
    """All texts of a round with every layer of codings; without codings before the comparison."""
    book = live_codebook(compared.codebook)
    proposed = [
        as_content(replace(record(each), key=str(each.guid))) for each in proposed_in(compared)
    ]
    selections = _selections(compared, book)
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
        codes=codes_of(replace(book, themes=(*book.themes, *proposed))),
        sources=tuple(
            Source(str(unit.guid), _name(unit), unit.text, tuple(selections[unit.guid]))
            for unit in units
        ),
        cases=tuple(
            Case(guid_of("case", label), label, tuple(sources)) for label, sources in cases.items()
        ),
    )
    new = f"Themes that are new in this round ({len(proposed)}) are codes outside of every area."
    remarks = (
        *not_carried_of(book),
        *((new,) if proposed else ()),
        "Reasons of decisions, and what was rejected, are not in it; the consensus is a coder.",
        "The history of the codebook, stages of the round and its agreement are not in it.",
    )
    return Exchanged(project, remarks)


def _selections(compared: CodingRound, book: CodebookContent) -> dict[UUID, list[Selection]]:
    """Minted themes, whose keys other themes may have as well, are named by their GUID."""
    found: dict[UUID, list[Selection]] = defaultdict(list)
    rows = revealed(compared).exclude(theme__standing=Standing.RETIRED)
    rows = rows.select_related("unit", "theme", "coder__user")
    for row in rows.order_by("unit__position", "start", "pk"):
        who = row.coder.name if row.coder else CONSENSUS
        is_proposed = row.theme.standing == Standing.PROPOSED
        code = str(row.theme.guid) if is_proposed else code_guid(book, "theme", row.theme.key)
        found[row.unit.guid].append(
            Selection(str(row.guid), row.start, row.end, code, user_of(who).guid, row.memo)
        )
    return found


def _name(unit: Unit) -> str:
    if unit.answer is None:
        return f"{unit.case.label} {unit.position:04} {unit.speaker}".strip()
    scenario = f"{unit.answer.scenario} " if unit.answer.scenario else ""
    return f"{unit.case.label} {scenario}{unit.answer.question}"
