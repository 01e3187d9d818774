"""What is found in the texts that somebody may read, as records."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from analysis.coding.cases.codable import codable
from analysis.coding.cases.models import Case, Unit
from analysis.coding.cases.question_texts import QuestionTexts, texts_of_all
from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import ThemeRecord, records, shared_themes
from analysis.coding.desk.models import Coding
from analysis.coding.desk.records import open_cases
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.rounds.results import identifying_questions
from analysis.coding.search.find import Query, finder
from analysis.coding.search.patterns import Finder, Match
from analysis.coding.visibility import own_layer, revealed_codings, themes_of
from survey.population import Population

MOST_HITS = 2_000
"""Further ones are not looked for."""

CONTEXT = 70
"""Characters that are shown on either side of what was found."""


@dataclass(frozen=True)
class Asked:
    """A search: its query and the filters, each empty where everything is wanted.

    `coded` is "yes" or "no" and asks for what is coded, or is not: with `theme`, or with any.
    """

    query: Query
    scenario: str = ""
    question: str = ""
    speaker: str = ""
    coded: str = ""
    theme: UUID | None = None


@dataclass(frozen=True)
class Searchable:
    """The texts that somebody may search, with the codings and themes that they may see.

    `open` are the cases, by their primary keys, in which they code now.
    """

    cases: Sequence[Case]
    units: Sequence[Unit]
    codings: QuerySet[Coding]
    themes: tuple[ThemeRecord, ...]
    open: frozenset[int]
    words: QuestionTexts

    @property
    def scenarios(self) -> list[str]:
        return _in_order(unit.answer.scenario for unit in self.units if unit.answer)

    @property
    def questions(self) -> list[str]:
        return _in_order(unit.answer.question for unit in self.units if unit.answer)

    @property
    def speakers(self) -> list[str]:
        return _in_order(unit.speaker for unit in self.units)


@dataclass(frozen=True)
class Hit:
    """Words that were found, with what stands before and after them.

    `themes` are the names of those that they are coded with already. Where `is_offered`, the
    words can be coded now.
    """

    case: Case
    unit: Unit
    start: int
    end: int
    before: str
    found: str
    after: str
    themes: tuple[str, ...]
    is_offered: bool

    @property
    def key(self) -> str:
        return f"{self.unit.guid}.{self.start}.{self.end}"


@dataclass(frozen=True)
class Found:
    """`is_cut` says that there are more hits than these."""

    hits: tuple[Hit, ...]
    themes: tuple[ThemeRecord, ...]
    is_cut: bool


def searchable_by(coder: RoundCoder) -> Searchable:
    """The texts of a coder's round; the codings are their own and those of the workshop."""
    members = coder.round.members.select_related("case__participant__version")
    cases = [member.case for member in members]
    return _searchable(cases, own_layer(coder), themes_of(coder), open_cases(coder))


def searchable_in(codebook: Codebook, population: Population) -> Searchable:
    """The texts that can be coded in a study; the codings are those of compared rounds.

    Without the answers that could tell who somebody is, as in the results.
    """
    cases = codable(codebook.study, population).select_related("participant__version")
    codings = revealed_codings().filter(round__codebook=codebook)
    themes = records(shared_themes(codebook))
    all_of_them = _searchable(list(cases), codings, themes, frozenset())
    withheld = identifying_questions(codebook.study)
    versions = {case.pk: case.participant.version_id for case in cases if case.participant}
    units = [
        unit
        for unit in all_of_them.units
        if unit.answer is None
        or (unit.answer.scenario, unit.answer.question) not in withheld[versions[unit.case_id]]
    ]
    return replace(all_of_them, units=units)


def _searchable(
    cases: Sequence[Case],
    codings: QuerySet[Coding],
    themes: tuple[ThemeRecord, ...],
    open_now: frozenset[int],
) -> Searchable:
    """The units in the order of the cases, in one query."""
    order = {case.pk: position for position, case in enumerate(cases)}
    units = Unit.objects.filter(case__in=order).select_related("answer", "transcript")
    return Searchable(
        cases=cases,
        units=sorted(units, key=lambda unit: (order[unit.case_id], unit.position)),
        codings=codings,
        themes=themes,
        open=open_now,
        words=texts_of_all(cases),
    )


def search(texts: Searchable, asked: Asked) -> Found:
    """Everything that was asked for. Raises UnfitPattern."""
    find = finder(asked.query)
    cases = {case.pk: case for case in texts.cases}
    coded = _coded_parts(texts)
    themes = {asked.theme} | {
        theme.guid for theme in texts.themes if str(asked.theme) in theme.themes
    }
    hits: list[Hit] = []
    for unit in texts.units:
        if not _is_asked(unit, asked):
            continue
        for match in find(unit.text):
            around = [part for part in coded.get(unit.pk, ()) if _overlap(part, match)]
            if not _fits(around, asked, themes):
                continue
            if len(hits) == MOST_HITS:
                return Found(tuple(hits), _themes_found(texts.themes, find), is_cut=True)
            hits.append(_hit(texts, cases[unit.case_id], unit, match, around))
    return Found(tuple(hits), _themes_found(texts.themes, find), is_cut=False)


@dataclass(frozen=True)
class CodedPart:
    """A part of a text and the theme it is coded with."""

    start: int
    end: int
    theme: UUID
    name: str


def _coded_parts(texts: Searchable) -> Mapping[int, list[CodedPart]]:
    """The coded parts of each unit, by its primary key."""
    parts: dict[int, list[CodedPart]] = defaultdict(list)
    codings = texts.codings.filter(unit__case__in=[case.pk for case in texts.cases])
    columns = ("unit", "start", "end", "theme__guid", "theme__name")
    for unit, *part in codings.values_list(*columns):
        parts[unit].append(CodedPart(*part))
    return parts


def _is_asked(unit: Unit, asked: Asked) -> bool:
    scenario = unit.answer.scenario if unit.answer else ""
    question = unit.answer.question if unit.answer else ""
    filters = (
        (asked.scenario, scenario),
        (asked.question, question),
        (asked.speaker, unit.speaker),
    )
    return all(not wanted or wanted == value for wanted, value in filters)


def _overlap(part: CodedPart, match: Match) -> bool:
    start, end = match
    return part.start < end and part.end > start


def _fits(around: Sequence[CodedPart], asked: Asked, themes: Collection[UUID | None]) -> bool:
    """Whether what is coded around a hit is as asked; `themes` are the one asked for and its codes."""
    if not asked.coded:
        return True
    is_coded = any(asked.theme is None or part.theme in themes for part in around)
    return is_coded == (asked.coded == "yes")


def _hit(
    texts: Searchable, case: Case, unit: Unit, match: Match, around: Sequence[CodedPart]
) -> Hit:
    text, (start, end) = unit.text, match
    is_read_along = unit.is_interviewer
    first, last = max(start - CONTEXT, 0), end + CONTEXT
    before, after = text[first:start], text[end:last]
    if first:
        before = f"… {before.partition(' ')[2] or before}"
    if last < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return Hit(
        case=case,
        unit=unit,
        start=start,
        end=end,
        before=before,
        found=text[start:end],
        after=after,
        themes=tuple(dict.fromkeys(part.name for part in around)),
        is_offered=case.pk in texts.open and not is_read_along,
    )


def _themes_found(themes: Iterable[ThemeRecord], find: Finder) -> tuple[ThemeRecord, ...]:
    """The themes whose name or definition has what is searched for."""
    return tuple(
        theme for theme in themes if any(any(find(text)) for text in (theme.name, theme.definition))
    )


def _in_order(values: Iterable[str]) -> list[str]:
    """Each value once, in the order of reading, without empty ones."""
    return [value for value in dict.fromkeys(values) if value]
