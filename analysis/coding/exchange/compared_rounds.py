"""Compared rounds for other programs: who found which themes, and the texts with their codes."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from analysis.coding.codebooks.colours import colour_of
from analysis.coding.codebooks.contents import as_content, exported_codebook, live_codebook
from analysis.coding.codebooks.models import Standing
from analysis.coding.codebooks.theme_records import RELATED, record
from analysis.coding.exchange.codes import code_guid, codes_of, not_carried_of, numbered
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import (
    CONSENSUS,
    NEEDFINDER,
    Case,
    Project,
    Selection,
    author_of,
    user_of,
)
from analysis.coding.exchange.round_memos import round_memos, with_notes
from analysis.coding.exchange.round_texts import known_of, round_texts, utc
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.units import CodedUnit
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent


@dataclass(frozen=True)
class Proposed:
    """A theme that is new in a round, under a name that no other has; `was` is its own name."""

    theme: ThemeContent
    was: str
    coder: str


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
    new = (proposed.theme for proposed in named_apart(book, coding_round))
    book = replace(book, themes=(*book.themes, *new))
    keys = {theme.key for theme in book.codable()}
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


def project_of(
    coding_round: CodingRound, attributes: Mapping[str, Mapping[str, str]] | None = None
) -> Exchanged:
    """All texts of a round with every layer of codings; without codings before the comparison.

    `attributes` are values by name and by the label of a case, to go along with those that
    somebody typed.
    """
    book = exported_codebook(coding_round.codebook)
    proposed = named_apart(book, coding_round)
    selections = _selections(coding_round, book)
    texts = round_texts(coding_round, selections)
    coders = [coder.name for coder in counted_coders(coding_round)]
    memos = round_memos(coding_round, book, [case.label for case in texts.cases], coders)
    synthetic = "Synthetic: " if coding_round.synthetic else ""
    made = [made.made_at for of_unit in selections.values() for made in of_unit]
    maker = author_of(NEEDFINDER)
    others = [author_of(name) for name in memos.authors]
    codes = codes_of(replace(book, themes=(*book.themes, *(new.theme for new in proposed))))
    project = Project(
        name=f"{synthetic}{coding_round.codebook.title}, {coding_round}",
        users=(*map(user_of, (*coders, CONSENSUS)), *others, maker),
        codes=with_notes(codes, memos.on_codes),
        sources=tuple(
            replace(source, notes=memos.on_cases.get(case.label, ()))
            for case, source in zip(texts.cases, texts.sources, strict=True)
        ),
        cases=tuple(
            Case(
                guid=guid_of("case", case.label),
                name=case.label,
                sources=(source.guid,),
                values=known_of(case, (attributes or {}).get(case.label, {})),
                description=memos.said_on(case.label),
            )
            for case, source in zip(texts.cases, texts.sources, strict=True)
        ),
        notes=memos.notes,
        about_all=memos.on_all,
        made_at=utc(coding_round.planned_at),
        changed_at=max([utc(coding_round.planned_at), *made, *(n.changed_at for n in memos.notes)]),
        maker=maker.guid,
    )
    return Exchanged(
        project, (*not_carried_of(book), *_left_out(proposed), *texts.not_carried, *ALWAYS)
    )


ALWAYS = (
    "Reasons of decisions, and what was rejected, are not in it; the consensus is a coder.",
    "The history of the codebook, stages of the round and its agreement are not in it.",
)


def _left_out(proposed: Sequence[Proposed]) -> Iterator[str]:
    if proposed:
        number = len(proposed)
        yield f"Themes that are new in this round ({number}) are codes outside of every area."
    for new in proposed:
        if new.theme.name != new.was:
            yield (
                f"Several themes are called “{new.was}”; the one of {new.coder} is called "
                f"“{new.theme.name}” in the file, since programs know codes by their names."
            )


def named_apart(book: CodebookContent, coding_round: CodingRound) -> tuple[Proposed, ...]:
    """The themes that are new in a round; they go by their GUIDs, as their keys may be equal."""
    taken = {theme.name.casefold() for theme in book.codable()}
    proposed = []
    for theme in proposed_in(coding_round).select_related(*RELATED, "coder__user"):
        name = next(free for free in numbered(theme.name) if free.casefold() not in taken)
        taken.add(name.casefold())
        content = replace(
            as_content(record(theme), {}),
            key=str(theme.guid),
            name=name,
            colour=colour_of(theme.guid, theme.colour),
        )
        coder = theme.coder.name if theme.coder else ""
        proposed.append(Proposed(content, theme.name, coder))
    return tuple(proposed)


def _selections(coding_round: CodingRound, book: CodebookContent) -> dict[UUID, list[Selection]]:
    """The selections in each unit, by the unit's GUID, in the words of the unit.

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
                made_at=utc(coding.made_at),
            )
        )
    return selections
