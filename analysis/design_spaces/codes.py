"""The codes of a codebook as a design space cites them: in order, with who holds each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from analysis.coding.codebooks.models import Codebook, Standing, Theme
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.visibility import consensus
from survey.population import Population


@dataclass(frozen=True)
class CodeRecord:
    """A code or a theme; `themes` are the primary keys of what it lies beneath, or its own.

    `participants` hold it, or a code beneath it, in the consensus of closed rounds.
    """

    pk: int
    guid: UUID
    key: str
    name: str
    description: str
    area: str
    themes: tuple[int, ...]
    participants: tuple[str, ...] = ()
    quotes: int = 0
    is_retired: bool = False

    @property
    def is_beneath(self) -> bool:
        """Whether it is a code beneath a theme."""
        return self.pk not in self.themes


@dataclass(frozen=True)
class Codes:
    """Every code and theme in reading order by its primary key, those taken out at the end.

    `became` is what each merged one was merged into.
    """

    by_key: Mapping[int, CodeRecord]
    became: Mapping[int, int]

    def now(self, pk: int) -> int:
        """What a code is counted as by now."""
        while pk in self.became:
            pk = self.became[pk]
        return pk

    def offered(self) -> Iterator[CodeRecord]:
        """Those that can be cited."""
        return (code for code in self.by_key.values() if not code.is_retired)

    def without_codes(self) -> Iterator[CodeRecord]:
        """The codes, and the themes that have no codes beneath them."""
        above = {theme for code in self.by_key.values() if code.is_beneath for theme in code.themes}
        return (code for code in self.offered() if code.pk not in above)


def closed_consensus(codebook: Codebook, population: Population) -> QuerySet[Coding]:
    """What coders agreed on in closed rounds, which is all that a design space shows of codings."""
    is_simulated = population is Population.SIMULATED
    rounds = CodingRound.objects.filter(
        codebook=codebook, synthetic=is_simulated, stage=Stage.CLOSED
    )
    return consensus(rounds)


def codes_of(codebook: Codebook, population: Population) -> Codes:
    """All codes of a codebook; takes a fixed number of queries."""
    everything = {theme.pk: theme for theme in Theme.objects.filter(codebook=codebook)}
    became = {
        theme.pk: theme.merged_into_id
        for theme in everything.values()
        if theme.merged_into_id is not None
    }
    shared = list(shared_themes(codebook))
    retired = [
        theme
        for theme in everything.values()
        if theme.standing == Standing.RETIRED and theme.merged_into_id is None
    ]
    by_guid = {str(theme.guid): theme.pk for theme in everything.values()}
    above = {theme.pk: _themes_of(theme, by_guid) or (theme.pk,) for theme in (*shared, *retired)}
    people, passages = _held(codebook, population, Codes({}, became), above)
    records = {
        theme.pk: CodeRecord(
            pk=theme.pk,
            guid=theme.guid,
            key=theme.key,
            name=theme.name,
            description=theme.definition,
            area=_area(theme, everything),
            themes=above[theme.pk],
            participants=tuple(people[theme.pk]),
            quotes=passages[theme.pk],
            is_retired=theme.standing == Standing.RETIRED,
        )
        for theme in (*shared, *retired)
    }
    return Codes(records, became)


def _themes_of(theme: Theme, by_guid: Mapping[str, int]) -> tuple[int, ...]:
    """The theme that a code lies beneath and the further ones; none for a theme."""
    parent = getattr(theme, "parent_id", None)
    if parent is None:
        return ()
    further = (by_guid[guid] for guid in getattr(theme, "also_in", ()) if guid in by_guid)
    return (parent, *further)


def _area(theme: Theme, everything: Mapping[int, Theme]) -> str:
    parent = everything.get(getattr(theme, "parent_id", None) or 0)
    area = (parent or theme).area
    return area.name if area else ""


def _held(
    codebook: Codebook, population: Population, codes: Codes, above: Mapping[int, tuple[int, ...]]
) -> tuple[Mapping[int, list[str]], Mapping[int, int]]:
    """Who holds each code, in the order of the sample, and in how many passages."""
    people: dict[int, list[str]] = defaultdict(list)
    passages: dict[int, set[tuple[int, int, int]]] = defaultdict(set)
    rows = closed_consensus(codebook, population).order_by(
        "unit__case__interviewee__position", "unit__case", "unit__position", "start", "pk"
    )
    columns = ("theme", "unit", "start", "end", "unit__case__label")
    for theme, unit, start, end, label in rows.values_list(*columns):
        code = codes.now(theme)
        for counted in {code, *above.get(code, ())}:
            if label not in people[counted]:
                people[counted].append(label)
            passages[counted].add((unit, start, end))
    return people, defaultdict(int, {code: len(spots) for code, spots in passages.items()})
