"""The agreement of coders: measured once, when a round is compared, and read ever after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import ThemeRecord, frozen_themes, record
from analysis.coding.rounds.models import Agreement, Basis, CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementReportJson,
    AgreementValue,
    AgreementValueJson,
    Over,
    RoundAgreement,
)
from survey.population import Population
from survey.studies.find import current_version

FROM_A_FILE = (
    "These codings came with a file of another program, or of another study. Whether its coders "
    "were blind to each other, and read every text, is not known here."
)


@dataclass(frozen=True)
class Measurement:
    """A report as it is stored, and the values of each case by the case's primary key."""

    report: AgreementReportJson
    cases: Mapping[int, Sequence[AgreementValueJson]]


def measure_agreement(coding_round: CodingRound) -> Measurement:
    """Every measure over the cases that were coded apart, from the coders' own codings.

    Raises NotComparable where there are no themes.
    """
    from analysis.statistics.agreement.build import agreement_report  # slow: numpy
    from analysis.statistics.agreement.units import CodedUnit

    assert coding_round.version is not None, "held by the database"  # noqa: S101
    themes = list(frozen_themes(coding_round.version.content))
    themes += [record(theme) for theme in proposed_in(coding_round).select_related("area")]
    members = coding_round.members.filter(joint=False).select_related("case")
    cases = {member.case.label: member.case_id for member in members}
    themes_of = _themes_by_case_and_coder(coding_round)
    coders = list(counted_coders(coding_round))
    units = [
        CodedUnit(label, {coder.name: themes_of[case, coder.name] for coder in coders})
        for label, case in cases.items()
    ]
    areas = {str(theme.guid): theme.area for theme in themes}
    report = agreement_report(units, themes=areas)
    from_a_file = (FROM_A_FILE,) if any(coder.label for coder in coders) else ()
    report = replace(
        report,
        warnings=(*report.warnings, *from_a_file),
        values=tuple(_named(value, themes) for value in report.values),
    )
    by_case: dict[int, list[AgreementValueJson]] = defaultdict(list)
    for value in report.over(Over.UNIT):
        by_case[cases[value.name]].append(value.to_json())
    return Measurement(report.to_json(main=_pinned_measure(coding_round)), by_case)


def _named(value: AgreementValue, themes: Iterable[ThemeRecord]) -> AgreementValue:
    """The value with the name of its theme or area in place of the key."""
    if value.over is Over.THEME:
        names = {str(theme.guid): theme.name for theme in themes}
        return replace(value, name=names.get(value.name, value.name))
    if value.over is Over.AREA:
        return replace(value, name=value.name or "outside of every area")
    return value


def _themes_by_case_and_coder(coding_round: CodingRound) -> Mapping[tuple[int, str], set[str]]:
    """The GUIDs of the themes by case and coder."""
    themes: dict[tuple[int, str], set[str]] = defaultdict(set)
    codings = revealed(coding_round).filter(coder__isnull=False)
    for case, coder, theme in codings.values_list("unit__case", CODER_NAME, "theme__guid"):
        themes[case, coder].add(str(theme))
    return themes


def _pinned_measure(coding_round: CodingRound) -> str:
    """The key of the measure that the study file says is reported."""
    version = current_version(coding_round.codebook.study.slug)
    assert version is not None, "a study has a version"  # noqa: S101
    return version.definition.coding.agreement


def round_agreement(coding_round: CodingRound) -> RoundAgreement | None:
    """The agreement of a round; None where the round is not compared."""
    stored = _as_coded().filter(round=coding_round).first()
    return _round_agreement(stored) if stored else None


def agreements(codebook: Codebook, population: Population) -> tuple[RoundAgreement, ...]:
    """The agreement of every compared round with a codebook, in the order of the rounds."""
    stored = _as_coded().filter(
        round__codebook=codebook, round__synthetic=population is Population.SIMULATED
    )
    return tuple(_round_agreement(agreement) for agreement in stored.order_by("round__number"))


def reported_agreement(coding_rounds: Iterable[CodingRound]) -> dict[int, AgreementValue]:
    """The value that the study reports, by the primary key of each compared round."""
    stored = _as_coded().filter(round__in=coding_rounds)
    return {
        agreement.round_id: _main_value(agreement, AgreementReport.from_json(agreement.report))
        for agreement in stored
    }


def _as_coded() -> QuerySet[Agreement]:
    return Agreement.objects.filter(basis=Basis.AS_CODED).select_related("round__version")


def _main_value(agreement: Agreement, report: AgreementReport) -> AgreementValue:
    return report.of(agreement.report["main"])


def _round_agreement(agreement: Agreement) -> RoundAgreement:
    report, coding_round = AgreementReport.from_json(agreement.report), agreement.round
    version = coding_round.version
    cases = agreement.cases.select_related("case").order_by("case")
    return RoundAgreement(
        number=coding_round.number,
        title=coding_round.title,
        synthetic=coding_round.synthetic,
        version=version.number if version else 0,
        version_digest=version.digest if version else "",
        closed=coding_round.stage == Stage.CLOSED,
        taken_at=agreement.taken_at,
        coders=report.coders,
        units=report.units,
        themes=report.themes,
        confidence=report.confidence,
        warnings=report.warnings,
        main=_main_value(agreement, report),
        figures=report.values,
        cases=tuple(AgreementValue.from_json(value) for case in cases for value in case.figures),
    )
