"""What the results of coding rest on beside the codes: codebooks, rounds, cases and agreement.

It is written into a data package as JSON, and read from one here too. Coders have numbers in it,
and no codebook has its examples, which quote people.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.agreement import claims_agreement
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.rounds.results import coding_results
from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.records import (
    AgreementValue,
    CountedTheme,
    MeasuredAgreement,
    RoundAgreement,
)
from analysis.statistics.themes.codebook import (
    AreaContent,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)
from analysis.statistics.themes.results import told
from survey.population import Population
from survey.studies.models import Study


def codebook_basis(
    study: Study, population: Population, numbers: Mapping[int, int]
) -> Iterator[dict[str, Any]]:
    """An entry for each codebook with which a round was compared.

    `numbers` are those of participants in the study, by primary key.
    """
    for results in coding_results(study, population):
        book = Codebook.objects.get(study=study, slug=results.book.slug)
        closed = CodingRound.objects.filter(
            codebook=book, synthetic=results.synthetic, stage=Stage.CLOSED
        )
        yield {
            "book": told(asdict(results.book)),
            "version": results.version,
            "claims_agreement": claims_agreement(study),
            "compared": [asdict(compared) for compared in results.compared],
            "closed": [*_closed(closed)],
            "cases": [*_cases(closed, numbers)],
            "agreement": [_agreement(agreed) for agreed in results.agreement],
        }


def _closed(closed: Iterable[CodingRound]) -> Iterator[dict[str, Any]]:
    """The closed rounds, with the labels of their cases in the order of coding."""
    for coding_round in sorted(closed, key=lambda one: one.number):
        members = coding_round.members.order_by("position")
        yield {
            "number": coding_round.number,
            "cases": [*members.values_list("case__label", flat=True)],
        }


def _cases(closed: Iterable[CodingRound], numbers: Mapping[int, int]) -> Iterator[dict[str, Any]]:
    """The cases of closed rounds in the order they are read, and where they wrote something."""
    cases = Case.objects.filter(memberships__round__in=closed).distinct().order_by("pk")
    for case in cases.prefetch_related("units__answer"):
        scenarios = (unit.answer.scenario for unit in case.units.all() if unit.answer)
        yield {
            "label": case.label,
            "participant": numbers[case.participant_id] if case.participant_id else None,
            "scenarios": sorted({scenario for scenario in scenarios if scenario}),
        }


def _agreement(agreed: RoundAgreement) -> dict[str, Any]:
    return {
        "number": agreed.number,
        "title": agreed.title,
        "synthetic": agreed.synthetic,
        "version": agreed.version,
        "closed": agreed.closed,
        "pinned": agreed.pinned.value,
        "measured": [_measured(measured.without_names()) for measured in agreed.measured],
    }


def _measured(measured: MeasuredAgreement) -> dict[str, Any]:
    return {
        "basis": measured.basis.value,
        "provisional": measured.provisional,
        "taken_on": measured.taken_at.astimezone(UTC).date().isoformat(),
        "coders": [*measured.coders],
        "units": measured.units,
        "themes": [asdict(theme) for theme in measured.themes],
        "confidence": measured.confidence,
        "warnings": [*measured.warnings],
        "main": measured.main.to_json(),
        "figures": [value.to_json() for value in measured.figures],
        "cases": [value.to_json() for value in measured.cases],
    }


def agreement_of(stored: Mapping[str, Any]) -> RoundAgreement:
    """What `codebook_basis` wrote of the agreement of one round."""
    return RoundAgreement(
        number=stored["number"],
        title=stored["title"],
        synthetic=stored["synthetic"],
        version=stored["version"],
        closed=stored["closed"],
        pinned=ThemeBasis(stored["pinned"]),
        measured=tuple(map(_measured_of, stored["measured"])),
    )


def _measured_of(stored: Mapping[str, Any]) -> MeasuredAgreement:
    return MeasuredAgreement(
        basis=ThemeBasis(stored["basis"]),
        provisional=stored["provisional"],
        taken_at=datetime.fromisoformat(stored["taken_on"]).replace(tzinfo=UTC),
        coders=tuple(stored["coders"]),
        units=stored["units"],
        themes=tuple(CountedTheme(**theme) for theme in stored["themes"]),
        confidence=stored["confidence"],
        warnings=tuple(stored["warnings"]),
        main=AgreementValue.from_json(stored["main"]),
        figures=tuple(map(AgreementValue.from_json, stored["figures"])),
        cases=tuple(map(AgreementValue.from_json, stored["cases"])),
    )


def book_of(stored: Mapping[str, Any]) -> CodebookContent:
    """What `codebook_basis` wrote of a codebook."""
    areas = (
        AreaContent(**{**area, "themes": _themes_of(area["themes"])}) for area in stored["areas"]
    )
    crossed = stored["crossed"]
    return CodebookContent(
        **{
            **stored,
            "areas": tuple(areas),
            "themes": _themes_of(stored["themes"]),
            "types": tuple(ThemeType(**type_) for type_ in stored["types"]),
            "marks": tuple(Mark(**mark) for mark in stored["marks"]),
            "crossed": (crossed[0], crossed[1]) if crossed else None,
        }
    )


def _themes_of(stored: Iterable[Mapping[str, Any]]) -> tuple[ThemeContent, ...]:
    return tuple(map(_theme_of, stored))


def _theme_of(stored: Mapping[str, Any]) -> ThemeContent:
    fields: dict[str, Any] = {
        key: tuple(part) if isinstance(part, list) else part for key, part in stored.items()
    }
    return ThemeContent(**{**fields, "codes": _themes_of(stored["codes"])})
