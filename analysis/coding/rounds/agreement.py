"""The agreement of rounds: stored as coded when one is compared, and reconciled when it is closed.

A study that codes reflexively has none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q, QuerySet

from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.measuring import measure_agreement
from analysis.coding.rounds.models import Agreement, Basis, CaseAgreement, CodingRound, Stage
from analysis.statistics.agreement.bases import ThemeBasis
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementValue,
    MeasuredAgreement,
    Over,
    RoundAgreement,
)
from survey.design.coding import Coding
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import Study


@dataclass(frozen=True)
class Told:
    """The value that a study reports of a round, and with which themes."""

    value: AgreementValue
    basis: ThemeBasis


def coding_plan(study: Study) -> Coding:
    """What the newest version of a study says about coding."""
    version = current_version(study.slug)
    assert version is not None, "a study has a version"  # noqa: S101
    return version.definition.coding


def claims_agreement(study: Study) -> bool:
    """Whether a study tells how far its coders agree; one that codes reflexively does not."""
    return coding_plan(study).claims_agreement


def store_agreement(coding_round: CodingRound, basis: Basis, *, now: datetime) -> Agreement | None:
    """Measure the agreement of a round for good, in the caller's transaction.

    What the study reports is read when the round is compared, and stays with the round. A round
    that is closed again is measured again. None where the study claims no agreement, or claimed
    none when the round was compared.
    """
    plan = coding_plan(coding_round.codebook.study)
    if not plan.claims_agreement:
        return None
    main: str = plan.agreement
    main_basis: str = plan.basis
    if basis == Basis.RECONCILED:
        as_coded = coding_round.agreements.filter(basis=Basis.AS_CODED).first()
        if as_coded is None:
            return None
        main, main_basis = as_coded.report["main"], as_coded.report["main_basis"]
        coding_round.agreements.filter(basis=basis).delete()
    measurement = measure_agreement(coding_round, basis)
    agreement = Agreement.objects.create(
        round=coding_round,
        basis=basis,
        report=measurement.report.to_json(main=main, main_basis=main_basis),
        taken_at=now,
    )
    CaseAgreement.objects.bulk_create(
        CaseAgreement(agreement=agreement, case_id=case, figures=figures)
        for case, figures in measurement.cases.items()
    )
    return agreement


def round_agreement(coding_round: CodingRound) -> RoundAgreement | None:
    """What was measured of a round; None where it is not compared, or no agreement is claimed."""
    if not claims_agreement(coding_round.codebook.study):
        return None
    stored = tuple(_with_cases().filter(round=coding_round))
    return _round_agreement(stored) if stored else None


def with_provisional(
    agreement: RoundAgreement, coding_round: CodingRound, *, now: datetime
) -> RoundAgreement:
    """With the agreement as the themes are reconciled so far, as long as the round is open."""
    if coding_round.stage == Stage.CLOSED:
        return agreement
    measurement = measure_agreement(coding_round, Basis.RECONCILED)
    as_coded = agreement.measured[0]
    so_far = _measured(
        measurement.report,
        ThemeBasis.RECONCILED,
        main=as_coded.main.measure.key,
        cases=measurement.report.over(Over.UNIT),
        taken_at=now,
        provisional=True,
    )
    return replace(agreement, measured=(as_coded, so_far))


def agreements(codebook: Codebook, population: Population) -> tuple[RoundAgreement, ...]:
    """The agreement of every compared round with a codebook, in the order of the rounds."""
    if not claims_agreement(codebook.study):
        return ()
    stored = _with_cases().filter(
        round__codebook=codebook, round__synthetic=population is Population.SIMULATED
    )
    return tuple(
        _round_agreement(tuple(of_round))
        for _number, of_round in groupby(stored, key=lambda agreement: agreement.round.number)
    )


def reported_agreement(coding_rounds: Iterable[CodingRound]) -> dict[int, Told]:
    """The value that the study reports, by the primary key of each compared round.

    The rounds are of one study, which claims agreement.
    """
    told: dict[int, Told] = {}
    for agreement in _stored().filter(round__in=coding_rounds):
        report, basis = AgreementReport.from_json(agreement.report), ThemeBasis(agreement.basis)
        if agreement.round_id not in told or basis == agreement.report["main_basis"]:
            told[agreement.round_id] = Told(report.of(agreement.report["main"]), basis)
    return told


def _stored() -> QuerySet[Agreement]:
    """Round by round, as coded first; with themes reconciled only of rounds that are closed."""
    counted = Q(basis=Basis.AS_CODED) | Q(round__stage=Stage.CLOSED)
    rows = Agreement.objects.filter(counted).select_related("round__version")
    return rows.order_by("round__number", "round", "basis")


def _with_cases() -> QuerySet[Agreement]:
    return _stored().prefetch_related("cases")


def _round_agreement(stored: tuple[Agreement, ...]) -> RoundAgreement:
    coding_round = stored[0].round
    version = coding_round.version
    return RoundAgreement(
        number=coding_round.number,
        title=coding_round.title,
        synthetic=coding_round.synthetic,
        version=version.number if version else 0,
        closed=coding_round.stage == Stage.CLOSED,
        pinned=ThemeBasis(stored[0].report["main_basis"]),
        measured=tuple(
            _measured(
                AgreementReport.from_json(agreement.report),
                ThemeBasis(agreement.basis),
                main=agreement.report["main"],
                cases=[
                    AgreementValue.from_json(value)
                    for case in sorted(agreement.cases.all(), key=lambda part: part.case_id)
                    for value in case.figures
                ],
                taken_at=agreement.taken_at,
                provisional=False,
            )
            for agreement in stored
        ),
    )


def _measured(
    report: AgreementReport,
    basis: ThemeBasis,
    *,
    main: str,
    cases: Iterable[AgreementValue],
    taken_at: datetime,
    provisional: bool,
) -> MeasuredAgreement:
    return MeasuredAgreement(
        basis=basis,
        provisional=provisional,
        taken_at=taken_at,
        coders=report.coders,
        units=report.units,
        themes=report.themes,
        confidence=report.confidence,
        warnings=report.warnings,
        main=report.of(main),
        figures=tuple(value for value in report.values if value.over is not Over.UNIT),
        cases=tuple(cases),
    )
