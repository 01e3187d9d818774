"""What a level cites: codes, each with a sentence and quotes, replaced as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.models import Theme
from analysis.design_spaces.codes import closed_consensus, codes_of
from analysis.design_spaces.models import TraceCitation, TraceLevel, TraceQuote
from analysis.design_spaces.write import fit_text, lock_trace
from analysis.errors import UnfitDesignSpace
from survey.population import Population


@dataclass(frozen=True)
class Cited:
    """How a code leads to a level, and the passages, by their codings' GUIDs, that show it."""

    sentence: str = ""
    quotes: tuple[UUID, ...] = ()


@transaction.atomic
def cite(
    level: TraceLevel,
    cited: Mapping[UUID, Cited],
    population: Population = Population.PEOPLE,
) -> None:
    """Cite exactly these codes, by their GUIDs, in place of all that the level cited before.

    Raises UnfitDesignSpace for a code that is not in the codebook any more, and for a quote that
    no closed round holds, such as one of somebody who withdrew.
    """
    trace = level.axis.trace
    lock_trace(trace)
    codes = codes_of(trace.codebook, population)
    known = {code.guid: code for code in codes.by_key.values()}
    kept: set[int] = set()
    for guid, citation in cited.items():
        if guid not in known:
            raise UnfitDesignSpace(
                "A code that was ticked is not in the codebook any more. Open the page again."
            )
        code = known[guid]
        alike = [one for one in level.citations.all() if codes.now(one.theme_id) == code.pk]
        stored = alike[0] if alike else TraceCitation(level=level)
        for merged in alike[1:]:
            merged.delete()
        stored.theme = Theme.objects.get(pk=code.pk)
        stored.sentence = fit_text("sentence", citation.sentence)
        stored.save()
        kept.add(stored.pk)
        _attach(stored, citation.quotes, population)
    for former in level.citations.exclude(pk__in=kept):
        former.delete()


def _attach(citation: TraceCitation, quotes: Sequence[UUID], population: Population) -> None:
    wanted = set(quotes)
    agreed = closed_consensus(citation.level.axis.trace.codebook, population)
    codings = agreed.filter(guid__in=wanted)
    if len(codings) != len(wanted):
        raise UnfitDesignSpace(
            "A quote that was ticked is not there any more: its participant withdrew, or its round "
            "was opened again. Open the page again."
        )
    of_population = citation.quotes.filter(
        coding__unit__case__synthetic=population is Population.SIMULATED
    )
    of_population.exclude(coding__in=codings).delete()
    for coding in codings:
        TraceQuote.objects.get_or_create(citation=citation, coding=coding)
