"""How far the coders of compared rounds agreed: measured once, and told ever after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import ThemeRecord, frozen_themes, record
from analysis.coding.rounds.models import Agreement, CodingRound, Stage
from analysis.coding.visibility import CODER_NAME, counted_coders, proposed_in, revealed
from analysis.statistics.agreement.measures import MEASURES
from analysis.statistics.agreement.rounds import Figure, RoundAgreement
from survey.studies.find import current_version

BY_KEY = {measure.key: measure for measure in MEASURES}

OF_A_FILE = (
    "These codings came with a file of another program, or of another study. Whether its coders "
    "were blind to each other, and read every text, is not known here."
)


@dataclass(frozen=True)
class Measured:
    """A report as it is kept, and the figures of each case by its primary key."""

    report: dict[str, Any]
    cases: dict[int, list[dict[str, Any]]]


def measured(compared: CodingRound) -> Measured:
    """Every measure over the cases coded apart, each a unit, from the coders' own codings.

    Raises NotComparable where there are no themes.
    """
    from analysis.statistics.agreement.build import agreement_report  # slow: numpy
    from analysis.statistics.agreement.units import CodedUnit

    assert compared.version is not None, "held by the database"  # noqa: S101
    themes = list(frozen_themes(compared.version.content))
    themes += [record(theme) for theme in proposed_in(compared).select_related("area")]
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
    kept = {
        "main": _pinned(compared),
        "coders": list(report.coders),
        "units": len(report.units),
        "themes": len(report.themes),
        "confidence": report.confidence,
        "replicates": report.replicates,
        "seed": report.seed,
        "warnings": [*report.warnings, *([OF_A_FILE] if any(each.label for each in parts) else [])],
        "figures": [_kept(each, themes) for each in report.results if each.scope.over != "unit"],
    }
    cases: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in report.results:
        if each.scope.over == "unit":
            cases[labels[each.scope.key]].append(_kept(each, themes))
    return Measured(kept, cases)


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


def _kept(result: Any, themes: Iterable[ThemeRecord]) -> dict[str, Any]:
    key = result.scope.key
    names = {str(theme.guid): theme.name for theme in themes}
    name = {"theme": names.get(key, key), "area": key or "outside of every area"}
    return {
        "measure": result.measure.key,
        "over": str(result.scope.over),
        "name": name.get(str(result.scope.over), key),
        "value": result.value,
        "undefined": result.undefined,
        "low": result.interval.low if result.interval else None,
        "high": result.interval.high if result.interval else None,
        "no_interval": result.no_interval,
        "units": result.units,
        "themes": result.themes,
        "applied": result.applied,
    }


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


def reported_agreement(rounds: Iterable[CodingRound]) -> dict[int, Figure]:
    """The main figure of each round that is compared, by the round's primary key."""
    rows = Agreement.objects.filter(round__in=rounds)
    return {row.round_id: _main(row) for row in rows}


def _main(row: Agreement) -> Figure:
    figures = (_figure(each) for each in row.report["figures"] if each["over"] == "all")
    return next(each for each in figures if each.measure.key == row.report["main"])


def _told(row: Agreement) -> RoundAgreement:
    report, coded = row.report, row.round
    figures = tuple(_figure(each) for each in report["figures"])
    cases = row.cases.select_related("case").order_by("case")
    return RoundAgreement(
        number=coded.number,
        title=coded.title,
        synthetic=coded.synthetic,
        version=coded.version.number if coded.version else 0,
        version_digest=coded.version.digest if coded.version else "",
        closed=coded.stage == Stage.CLOSED,
        taken_at=row.taken_at,
        coders=tuple(report["coders"]),
        units=report["units"],
        themes=report["themes"],
        confidence=report["confidence"],
        warnings=tuple(report["warnings"]),
        main=_main(row),
        figures=figures,
        cases=tuple(_figure(each) for case in cases for each in case.figures),
    )


def _figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(**{**kept, "measure": BY_KEY[kept["measure"]]})
