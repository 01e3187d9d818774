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
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent


@dataclass(frozen=True)
class Exchanged:
    """The texts and codings of a round, and a sentence for everything that is not in them."""

    project: Project
    not_carried: tuple[str, ...]


def coded_units(coding_round: CodingRound) -> tuple[CodebookContent, tuple[CodedUnit, ...]]:
    """The themes of each coder in each case, and the consensus; none before the comparison.

    The book holds the themes that are new in the round as well, by their GUIDs. A case has a
    consensus once there is one: from the beginning where it was coded together or came with a
    file, elsewhere from the stage on at which it is decided.
    """
    book = live_codebook(coding_round.codebook)
    new = _proposed(coding_round)
    book = replace(book, themes=(*book.themes, *new))
    keys = {theme.key for _, theme in book.placed()}
    coders = [coder.name for coder in counted_coders(coding_round)]
    themes: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns = ("unit__case__label", CODER_NAME, "theme__key", "theme__guid", "theme__standing")
    for case, coder, key, guid, standing in revealed(coding_round).values_list(*columns):
        theme = str(guid) if standing == Standing.PROPOSED else key
        if theme in keys and standing != Standing.RETIRED:
            themes[case, coder or CONSENSUS].add(theme)
    is_decided = coding_round.stage in {Stage.CONSENSUS, Stage.CLOSED}
    units = []
    for member in coding_round.members.select_related("case"):
        case = member.case.label
        layers = [] if member.joint else list(coders)
        if is_decided or member.joint or (case, CONSENSUS) in themes:
            layers.append(CONSENSUS)
        units.append(CodedUnit(case, {layer: themes[case, layer] for layer in layers}))
    return book, tuple(units)


def _proposed(coding_round: CodingRound) -> list[ThemeContent]:
    """The themes that are new in a compared round, by their GUIDs; two may have the same key."""
    return [
        as_content(replace(record(theme), key=str(theme.guid)))
        for theme in proposed_in(coding_round)
    ]


def project_of(coding_round: CodingRound) -> Exchanged:
    """All texts of a round with every layer of codings; without codings before the comparison."""
    book = live_codebook(coding_round.codebook)
    proposed = _proposed(coding_round)
    selections = _selections(coding_round, book)
    units = list(
        Unit.objects.filter(case__memberships__round=coding_round)
        .select_related("answer", "case")
        .order_by("case", "position")
    )
    cases: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        cases[unit.case.label].append(str(unit.guid))
    names = [coder.name for coder in counted_coders(coding_round)]
    synthetic = "Synthetic: " if coding_round.synthetic else ""
    project = Project(
        name=f"{synthetic}{coding_round.codebook.title}, {coding_round}",
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
    not_carried = (
        *not_carried_of(book),
        *((new,) if proposed else ()),
        "Reasons of decisions, and what was rejected, are not in it; the consensus is a coder.",
        "The history of the codebook, stages of the round and its agreement are not in it.",
    )
    return Exchanged(project, not_carried)


def _selections(coding_round: CodingRound, book: CodebookContent) -> dict[UUID, list[Selection]]:
    """The selections in each unit, by the unit's GUID.

    Proposed themes go by their own GUID, since several of them may have the same key.
    """
    selections: dict[UUID, list[Selection]] = defaultdict(list)
    codings = revealed(coding_round).exclude(theme__standing=Standing.RETIRED)
    codings = codings.select_related("unit", "theme", "coder__user")
    for coding in codings.order_by("unit__position", "start", "pk"):
        theme = coding.theme
        is_proposed = theme.standing == Standing.PROPOSED
        selections[coding.unit.guid].append(
            Selection(
                guid=str(coding.guid),
                start=coding.start,
                end=coding.end,
                code=str(theme.guid) if is_proposed else code_guid(book, "theme", theme.key),
                user=user_of(coding.coder.name if coding.coder else CONSENSUS).guid,
                memo=coding.memo,
            )
        )
    return selections


def _name(unit: Unit) -> str:
    if unit.answer is None:
        return f"{unit.case.label} {unit.position:04} {unit.speaker}".strip()
    scenario = f"{unit.answer.scenario} " if unit.answer.scenario else ""
    return f"{unit.case.label} {scenario}{unit.answer.question}"
