"""What coding came to: the consensus of closed rounds, counted and quoted."""

from collections.abc import Mapping

from django.db.models import QuerySet

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import live_codebook
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.agreement import agreements
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.visibility import consensus
from analysis.records.people import excluded
from analysis.statistics.themes.co_occurrence import co_occurrence, keys_of
from analysis.statistics.themes.codebook import Kind
from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    theme_frequencies,
)
from analysis.statistics.themes.results import CodingResults
from survey.design.path import participant_path
from survey.participation.models import Answer
from survey.studies.models import Study, StudyVersion


def coding_results(study: Study, *, simulated: bool = False) -> tuple[CodingResults, ...]:
    """One for each codebook of the study with which a round was compared, by its name.

    Either of people or of simulated participants, never of both.
    """
    books = Codebook.objects.filter(study=study, rounds__synthetic=simulated).distinct()
    found = (codebook_results(book, simulated=simulated) for book in books.order_by("slug"))
    return tuple(each for each in found if each.agreement or each.rounds)


def codebook_results(codebook: Codebook, *, simulated: bool) -> CodingResults:
    """Empty, with no saturation, as long as no round is closed."""
    from analysis.statistics.themes.saturation import saturation  # slow: numpy

    closed = CodingRound.objects.filter(
        codebook=codebook, synthetic=simulated, stage=Stage.CLOSED
    ).select_related("version")
    book, found = live_codebook(codebook), _occurrences(closed, codebook.study)
    members = RoundCase.objects.filter(round__in=closed)
    cases = _cases(_kept(members, codebook.study))
    last = closed.order_by("-number").first()
    hypotheses, actions = keys_of(book, Kind.HYPOTHESIS), keys_of(book, Kind.ACTION)
    return CodingResults(
        book=book,
        version=last.version.number if last and last.version else 0,
        synthetic=simulated,
        rounds=len(closed),
        cases=cases,
        left_out=len(_cases(members)) - len(cases),
        themes=theme_frequencies(book, found, cases),
        areas=area_frequencies(book, found, cases),
        quotes=quotes_by_theme(found),
        together=co_occurrence(found, keys_of(book), keys_of(book)),
        hypotheses_and_actions=co_occurrence(found, hypotheses, actions),
        saturation=saturation(found, cases) if cases else None,
        agreement=agreements(codebook, simulated=simulated),
    )


def _occurrences(closed: QuerySet[CodingRound], study: Study) -> tuple[ThemeOccurrence, ...]:
    """Without the words of answers that could tell who somebody is."""
    rows: dict[tuple[int, int, int, int], Coding] = {}
    left_out = excluded(study).values("participant")
    coded = consensus(closed).exclude(unit__case__participant__in=left_out)
    coded = coded.select_related("unit__answer__participant", "unit__case", "theme")
    withheld = identifying_questions(study)
    for row in coded.order_by("unit__case", "unit__position", "start", "pk"):
        rows[row.unit_id, row.theme_id, row.start, row.end] = row
    return tuple(
        ThemeOccurrence(
            case=row.unit.case.label,
            scenario=row.unit.answer.scenario if row.unit.answer else "",
            theme=row.theme.key,
            quote=""
            if _is_withheld(row.unit.answer, withheld)
            else row.unit.text[row.start : row.end],
        )
        for row in rows.values()
    )


def _kept(members: QuerySet[RoundCase], study: Study) -> QuerySet[RoundCase]:
    return members.exclude(case__participant__in=excluded(study).values("participant"))


def _cases(members: QuerySet[RoundCase]) -> tuple[str, ...]:
    """Each case once, where it was coded first."""
    rows = members.order_by("round__number", "position").values_list("case__label", flat=True)
    return tuple(dict.fromkeys(rows))


def identifying_questions(study: Study) -> dict[int, frozenset[tuple[str, str]]]:
    """Scenario, empty outside of one, and key of each, by the primary key of the version."""
    return {each.pk: _identifying(each) for each in StudyVersion.objects.filter(study=study)}


def _identifying(version: StudyVersion) -> frozenset[tuple[str, str]]:
    definition = version.definition
    return frozenset(
        (page.scenario or "", question.key)
        for page in participant_path(definition, list(definition.scenarios))
        for question in page.questions
        if question.identifying
    )


def _is_withheld(
    answer: Answer | None, identifying: Mapping[int, frozenset[tuple[str, str]]]
) -> bool:
    return (
        answer is not None
        and (answer.scenario, answer.question) in identifying[answer.participant.version_id]
    )
