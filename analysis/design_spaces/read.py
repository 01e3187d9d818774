"""A design space with the codes behind it, as a record for pages, files and reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase

from analysis.design_spaces.codes import CodeRecord, Codes, closed_consensus, codes_of
from analysis.design_spaces.models import DesignSpaceTrace, TraceCitation, TraceLevel, TraceQuote
from analysis.statistics.themes.trace import (
    Citation,
    CitedCode,
    CitedQuote,
    CitedTheme,
    TracedAxis,
    TracedLevel,
    TraceRecord,
)
from survey.population import Population
from survey.studies.models import Study


def trace_of(study: Study, population: Population = Population.PEOPLE) -> TraceRecord | None:
    """The first design space of a study of interviews; None where there is none."""
    return next(iter(traces_of(study, population)), None)


def traces_of(study: Study, population: Population = Population.PEOPLE) -> tuple[TraceRecord, ...]:
    """Every design space that was drawn from a study of interviews."""
    traces = DesignSpaceTrace.objects.filter(study=study).select_related("codebook", "study")
    return tuple(
        record_of(trace, codes_of(trace.codebook, population), population) for trace in traces
    )


def record_of(
    trace: DesignSpaceTrace, codes: Codes, population: Population = Population.PEOPLE
) -> TraceRecord:
    """Everything of a trace, in a fixed number of queries."""
    axes = trace.axes.prefetch_related("levels__citations")
    cited = {
        codes.now(citation.theme_id)
        for axis in axes
        for level in axis.levels.all()
        for citation in level.citations.all()
    }
    in_order = [code for code in codes.by_key.values() if code.pk in cited]
    letters = _letters(in_order, codes)
    numbers = {code.pk: number for number, code in enumerate(in_order, start=1)}
    quotes = _quotes(trace, population)
    return TraceRecord(
        study=trace.study.slug,
        title=trace.title,
        codebook=trace.codebook.title,
        themes=tuple(
            CitedTheme(letter, codes.by_key[pk].key, codes.by_key[pk].name)
            for pk, letter in letters.items()
        ),
        codes=tuple(
            CitedCode(
                number=numbers[code.pk],
                key=code.key,
                name=code.name,
                description=code.description,
                themes=tuple(letter for pk, letter in letters.items() if pk in code.themes),
                participants=code.participants,
                quotes=code.quotes,
                is_retired=code.is_retired,
            )
            for code in in_order
        ),
        axes=tuple(
            TracedAxis(
                key=axis.key,
                title=axis.title,
                name=axis.name,
                ordered=axis.ordered,
                why=axis.why,
                levels=tuple(_level(level, codes, numbers, quotes) for level in axis.levels.all()),
            )
            for axis in axes
        ),
        uncited=tuple(
            code.name for code in codes.without_codes() if not {code.pk, *code.themes} & cited
        ),
    )


def _level(
    level: TraceLevel,
    codes: Codes,
    numbers: Mapping[int, int],
    quotes: Mapping[int, Sequence[CitedQuote]],
) -> TracedLevel:
    """A level with its citations by number; those of codes that were merged are one."""
    cited: dict[int, list[TraceCitation]] = defaultdict(list)
    for citation in level.citations.all():
        if number := numbers.get(codes.now(citation.theme_id)):
            cited[number].append(citation)
    return TracedLevel(
        key=level.key,
        title=level.title,
        why=level.why,
        citations=tuple(
            Citation(
                number=number,
                sentence=" ".join(one.sentence for one in alike if one.sentence),
                quotes=tuple(quote for one in alike for quote in quotes.get(one.pk, ())),
            )
            for number, alike in sorted(cited.items())
        ),
    )


def _quotes(trace: DesignSpaceTrace, population: Population) -> Mapping[int, Sequence[CitedQuote]]:
    """The quotes by the primary key of their citation, as far as they are still agreed on."""
    quotes = TraceQuote.objects.filter(
        citation__level__axis__trace=trace,
        coding__in=closed_consensus(trace.codebook, population),
    )
    by_citation: dict[int, list[CitedQuote]] = defaultdict(list)
    for quote in quotes.select_related("coding__unit__answer", "coding__unit__case"):
        coding = quote.coding
        words = coding.unit.text[coding.start : coding.end]
        spoken = CitedQuote(coding.unit.case.label, words, coding.unit.parallel)
        by_citation[quote.citation_id].append(spoken)
    return by_citation


def _letters(cited: Iterable[CodeRecord], codes: Codes) -> dict[int, str]:
    """A letter for each theme of the cited codes, in the order of the codebook."""
    themes = {theme for code in cited for theme in code.themes}
    ordered = [pk for pk in codes.by_key if pk in themes]
    return {pk: _letter(at) for at, pk in enumerate(ordered)}


def _letter(at: int) -> str:
    """A to Z, then AA, AB and so on."""
    more, last = divmod(at, len(ascii_uppercase))
    return (_letter(more - 1) if more else "") + ascii_uppercase[last]
