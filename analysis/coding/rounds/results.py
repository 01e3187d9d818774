"""The results of coding: the consensus of closed rounds, counted and quoted."""

from collections.abc import Mapping

from django.db.models import QuerySet

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.models import Codebook
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.agreement import agreements, claims_agreement
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.visibility import REVEALED, consensus
from analysis.records.people import excluded
from analysis.statistics.themes.co_occurrence import co_occurrence, crossed_types, keys_of
from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    rolled_up,
    theme_frequencies,
)
from analysis.statistics.themes.results import CodingResults, ComparedRound
from survey.design.interviews.definition import InterviewStudy
from survey.design.path import participant_path
from survey.population import Population
from survey.studies.models import Study, StudyVersion


def coding_results(
    study: Study, population: Population = Population.PEOPLE
) -> tuple[CodingResults, ...]:
    """The results of each codebook of the study with which a round was compared, by its slug.

    They are either of people or of simulated participants, never of both.
    """
    used = Codebook.objects.filter(
        study=study, rounds__synthetic=population is Population.SIMULATED
    ).distinct()
    results = [codebook_results(book, population) for book in used.order_by("slug")]
    return tuple(result for result in results if result.compared or result.rounds)


def codebook_results(codebook: Codebook, population: Population) -> CodingResults:
    """Empty, and without saturation, as long as no round is closed."""
    from analysis.statistics.themes.saturation import saturation  # slow: numpy

    closed = CodingRound.objects.filter(
        codebook=codebook, synthetic=population is Population.SIMULATED, stage=Stage.CLOSED
    ).select_related("version")
    book, occurrences = live_codebook(codebook), _occurrences(closed, codebook.study)
    members = RoundCase.objects.filter(round__in=closed)
    cases = _labels(_without_excluded(members, codebook.study))
    last = closed.order_by("-number").first()
    held = rolled_up(book, occurrences)
    return CodingResults(
        book=book,
        version=last.version.number if last and last.version else 0,
        synthetic=population is Population.SIMULATED,
        rounds=len(closed),
        cases=cases,
        left_out=len(_labels(members)) - len(cases),
        themes=theme_frequencies(book, occurrences, cases),
        areas=area_frequencies(book, occurrences, cases),
        quotes=quotes_by_theme(occurrences),
        together=co_occurrence(held, keys_of(book), keys_of(book)),
        crossed=crossed_types(book, held),
        saturation=saturation(held, cases) if cases else None,
        compared=_compared(codebook, population),
        claims_agreement=claims_agreement(codebook.study),
        agreement=agreements(codebook, population),
    )


def _compared(codebook: Codebook, population: Population) -> tuple[ComparedRound, ...]:
    """The rounds whose coders have compared, by number."""
    rounds = CodingRound.objects.filter(
        codebook=codebook,
        synthetic=population is Population.SIMULATED,
        compared_at__isnull=False,
        stage__in=REVEALED,
    )
    return tuple(
        ComparedRound(
            number=coding_round.number,
            title=coding_round.title,
            version=coding_round.version.number if coding_round.version else 0,
            version_digest=coding_round.version.digest if coding_round.version else "",
            closed=coding_round.stage == Stage.CLOSED,
        )
        for coding_round in rounds.select_related("version").order_by("number")
    )


def _occurrences(closed: QuerySet[CodingRound], study: Study) -> tuple[ThemeOccurrence, ...]:
    """Each coded segment once, without the words of answers that could tell who somebody is."""
    codings = consensus(closed).exclude(
        unit__case__participant__in=excluded(study).values("participant")
    )
    codings = codings.select_related(
        "unit__answer__participant", "unit__case", "unit__transcript", "theme"
    )
    identifying = identifying_questions(study)
    once: dict[tuple[int, int, int, int], ThemeOccurrence] = {}
    for coding in codings.order_by("unit__case", "unit__position", "start", "end", "pk"):
        segment = (coding.unit_id, coding.theme_id, coding.start, coding.end)
        once[segment] = _occurrence(coding, identifying)
    return tuple(once.values())


def _occurrence(
    coding: Coding, identifying: Mapping[int, frozenset[tuple[str, str]]]
) -> ThemeOccurrence:
    unit, answer = coding.unit, coding.unit.answer
    transcript = unit.transcript
    return ThemeOccurrence(
        case=unit.case.label,
        scenario=answer.scenario if answer else "",
        theme=coding.theme.key,
        quote="" if is_withheld(unit, identifying) else unit.text[coding.start : coding.end],
        segment=(unit.pk, coding.start, coding.end),
        parallel=unit.parallel,
        languages=(transcript.language, transcript.parallel_language) if transcript else ("", ""),
    )


def is_withheld(unit: Unit, identifying: Mapping[int, frozenset[tuple[str, str]]]) -> bool:
    """Whether a unit is an answer to one of the `identifying_questions`."""
    answer = unit.answer
    return (
        answer is not None
        and (answer.scenario, answer.question) in identifying[answer.participant.version_id]
    )


def _without_excluded(members: QuerySet[RoundCase], study: Study) -> QuerySet[RoundCase]:
    return members.exclude(case__participant__in=excluded(study).values("participant"))


def _labels(members: QuerySet[RoundCase]) -> tuple[str, ...]:
    """The label of each case once, in the place where it was coded first."""
    in_order = members.order_by("round__number", "position")
    return tuple(dict.fromkeys(in_order.values_list("case__label", flat=True)))


def identifying_questions(study: Study) -> dict[int, frozenset[tuple[str, str]]]:
    """The questions whose answers could tell who somebody is, by the version's primary key.

    A question is the key of its scenario, empty outside of one, and its own key.
    """
    return {
        version.pk: _identifying(version) for version in StudyVersion.objects.filter(study=study)
    }


def _identifying(version: StudyVersion) -> frozenset[tuple[str, str]]:
    definition = version.definition
    if isinstance(definition, InterviewStudy):
        return frozenset()  # what is said in interviews is pseudonymised instead
    return frozenset(
        (page.scenario or "", question.key)
        for page in participant_path(definition, list(definition.scenarios))
        for question in page.questions
        if question.identifying
    )
