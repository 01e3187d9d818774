"""How far the coders of compared rounds agreed: measured once, and told ever after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import ThemeRecord, frozen_themes, record
from analysis.coding.rounds.models import Agreement, CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, minted_in, revealed
from analysis.statistics.agreement.records import (
    AgreementReport,
    AgreementReportJson,
    AgreementValue,
    AgreementValueJson,
    Over,
    RoundAgreement,
)
from survey.studies.find import current_version

OF_A_FILE = (
    "These codings came with a file of another program, or of another study. Whether its coders "
    "were blind to each other, and read every text, is not known here."
)


@dataclass(frozen=True)
class Measured:
    """A report as it is kept, and the values of each case by the case's primary key."""

    report: AgreementReportJson
    cases: Mapping[int, Sequence[AgreementValueJson]]


def measured(compared: CodingRound) -> Measured:
    """Every measure over the cases coded apart, each a unit, from the coders' own codings.

    Raises NotComparable where there are no themes.
    """
    from analysis.statistics.agreement.build import agreement_report  # slow: numpy
    from analysis.statistics.agreement.units import CodedUnit

    assert compared.version is not None, "held by the database"  # noqa: S101
    themes = list(frozen_themes(compared.version.content))
    themes += [record(theme) for theme in minted_in(compared).select_related("area")]
    members = compared.members.filter(joint=False).select_related("case")
    labels = {member.case.label: member.case_id for member in members}
    found = _found(compared)
    parts = list(counted_coders(compared))
    coders = [coder.name for coder in parts]
    units = [
        CodedUnit(label, {who: found[case, who] for who in coders})
        for label, case in labels.items()
    ]
    areas = {str(theme.guid): theme.area for theme in themes}
    report = agreement_report(units, themes=areas)
    of_a_file = (OF_A_FILE,) if any(each.label for each in parts) else ()
    report = replace(
        report,
        warnings=(*report.warnings, *of_a_file),
        values=tuple(_named(value, themes) for value in report.values),
    )
    cases: dict[int, list[AgreementValueJson]] = defaultdict(list)
    for value in report.over(Over.UNIT):
        cases[labels[value.name]].append(value.to_json())
    return Measured(report.to_json(main=_pinned(compared)), cases)


def _named(value: AgreementValue, themes: Iterable[ThemeRecord]) -> AgreementValue:
    """The value with the name of its theme or area in place of the key."""
    if value.over is Over.THEME:
        names = {str(theme.guid): theme.name for theme in themes}
        return replace(value, name=names.get(value.name, value.name))
    if value.over is Over.AREA:
        return replace(value, name=value.name or "outside of every area")
    return value


def _found(compared: CodingRound) -> Mapping[tuple[int, str], set[str]]:
    """The themes by case and coder."""
    found: dict[tuple[int, str], set[str]] = defaultdict(set)
    rows = revealed(compared).filter(coder__isnull=False)
    for case, who, theme in rows.values_list("unit__case", CODER_NAME, "theme__guid"):
        found[case, who].add(str(theme))
    return found


def _pinned(compared: CodingRound) -> str:
    version = current_version(compared.codebook.study.slug)
    assert version is not None, "a study has a version"  # noqa: S101
    return version.definition.coding.agreement


def round_agreement(compared: CodingRound) -> RoundAgreement | None:
    """None where the round is not compared."""
    row = Agreement.objects.filter(round=compared).select_related("round__version").first()
    return _told(row) if row else None


def agreements(codebook: Codebook, *, simulated: bool) -> tuple[RoundAgreement, ...]:
    """Of every compared round with a codebook, in order: the curve over rounds."""
    rows = Agreement.objects.filter(round__codebook=codebook, round__synthetic=simulated)
    return tuple(
        _told(row) for row in rows.select_related("round__version").order_by("round__number")
    )


def reported_agreement(rounds: Iterable[CodingRound]) -> dict[int, AgreementValue]:
    """The main value of each round that is compared, by the round's primary key."""
    rows = Agreement.objects.filter(round__in=rounds)
    return {row.round_id: _main(row, AgreementReport.from_json(row.report)) for row in rows}


def _main(row: Agreement, report: AgreementReport) -> AgreementValue:
    return report.of(row.report["main"])


def _told(row: Agreement) -> RoundAgreement:
    report, coded = AgreementReport.from_json(row.report), row.round
    cases = row.cases.select_related("case").order_by("case")
    return RoundAgreement(
        number=coded.number,
        title=coded.title,
        synthetic=coded.synthetic,
        version=coded.version.number if coded.version else 0,
        version_digest=coded.version.digest if coded.version else "",
        closed=coded.stage == Stage.CLOSED,
        taken_at=row.taken_at,
        coders=report.coders,
        units=report.units,
        themes=report.themes,
        confidence=report.confidence,
        warnings=report.warnings,
        main=_main(row, report),
        figures=report.values,
        cases=tuple(AgreementValue.from_json(kept) for case in cases for kept in case.figures),
    )
