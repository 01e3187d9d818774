"""The agreement of coders: measured once, when a round is compared, and read ever after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import frozen_themes, record
from analysis.coding.rounds.models import Agreement, CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.measures import MEASURES
from analysis.statistics.agreement.rounds import Figure, RoundAgreement
from survey.studies.find import current_version

if TYPE_CHECKING:
    from analysis.statistics.agreement.report import AgreementReport, Result

MEASURE_BY_KEY = {measure.key: measure for measure in MEASURES}

FROM_A_FILE = (
    "These codings came with a file of another program, or of another study. Whether its coders "
    "were blind to each other, and read every text, is not known here."
)


class StoredFigure(TypedDict):
    """A Figure as JSON, with the key of its measure in place of the measure."""

    measure: str
    over: str
    name: str
    value: float | None
    undefined: str
    low: float | None
    high: float | None
    no_interval: str
    units: int
    themes: int
    applied: int


@dataclass(frozen=True)
class Measurement:
    """A report as it is stored, and the figures of each case by the case's primary key."""

    report: dict[str, Any]
    cases: dict[int, list[StoredFigure]]


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
    themes_of = _themes_found(coding_round)
    coders = list(counted_coders(coding_round))
    units = [
        CodedUnit(label, {coder.name: themes_of[case, coder.name] for coder in coders})
        for label, case in cases.items()
    ]
    areas = {str(theme.guid): theme.area for theme in themes}
    report = agreement_report(units, themes=areas)
    warnings = [FROM_A_FILE] if any(coder.label for coder in coders) else []
    names = {str(theme.guid): theme.name for theme in themes}
    by_case: dict[int, list[StoredFigure]] = defaultdict(list)
    for result in report.results:
        if result.scope.over == "unit":
            by_case[cases[result.scope.key]].append(_stored(result, names))
    return Measurement(_report(report, _pinned_measure(coding_round), warnings, names), by_case)


def _themes_found(coding_round: CodingRound) -> Mapping[tuple[int, str], set[str]]:
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


def _report(
    report: "AgreementReport", main: str, warnings: list[str], names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "main": main,
        "coders": list(report.coders),
        "units": len(report.units),
        "themes": len(report.themes),
        "confidence": report.confidence,
        "replicates": report.replicates,
        "seed": report.seed,
        "warnings": [*report.warnings, *warnings],
        "figures": [
            _stored(result, names) for result in report.results if result.scope.over != "unit"
        ],
    }


def _stored(result: "Result", names: Mapping[str, str]) -> StoredFigure:
    """A result as JSON; `names` are those of the themes by GUID."""
    key, over = result.scope.key, str(result.scope.over)
    name = {"theme": names.get(key, key), "area": key or "outside of every area"}
    return StoredFigure(
        measure=result.measure.key,
        over=over,
        name=name.get(over, key),
        value=result.value,
        undefined=result.undefined,
        low=result.interval.low if result.interval else None,
        high=result.interval.high if result.interval else None,
        no_interval=result.no_interval,
        units=result.units,
        themes=result.themes,
        applied=result.applied,
    )


def round_agreement(coding_round: CodingRound) -> RoundAgreement | None:
    """The agreement of a round; None where the round is not compared."""
    stored = Agreement.objects.filter(round=coding_round).select_related("round__version").first()
    return _round_agreement(stored) if stored else None


def agreements(codebook: Codebook, *, simulated: bool) -> tuple[RoundAgreement, ...]:
    """The agreement of every compared round with a codebook, in the order of the rounds."""
    stored = Agreement.objects.filter(round__codebook=codebook, round__synthetic=simulated)
    in_order = stored.select_related("round__version").order_by("round__number")
    return tuple(_round_agreement(agreement) for agreement in in_order)


def reported_agreement(coding_rounds: Iterable[CodingRound]) -> dict[int, Figure]:
    """The figure that the study reports, by the primary key of each compared round."""
    stored = Agreement.objects.filter(round__in=coding_rounds)
    return {agreement.round_id: _main_figure(agreement) for agreement in stored}


def _main_figure(agreement: Agreement) -> Figure:
    report = agreement.report
    figures = (_figure(stored) for stored in report["figures"] if stored["over"] == "all")
    return next(figure for figure in figures if figure.measure.key == report["main"])


def _round_agreement(agreement: Agreement) -> RoundAgreement:
    report, coding_round = agreement.report, agreement.round
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
        coders=tuple(report["coders"]),
        units=report["units"],
        themes=report["themes"],
        confidence=report["confidence"],
        warnings=tuple(report["warnings"]),
        main=_main_figure(agreement),
        figures=tuple(_figure(stored) for stored in report["figures"]),
        cases=tuple(_figure(stored) for case in cases for stored in case.figures),
    )


def _figure(stored: StoredFigure) -> Figure:
    values: dict[str, Any] = {**stored, "measure": MEASURE_BY_KEY[stored["measure"]]}
    return Figure(**values)
