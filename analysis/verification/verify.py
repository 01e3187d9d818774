"""Whether a published report follows from the data package that goes with it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import CannotVerify, NoPackage
from analysis.report.build import build_report
from analysis.report.document import Report
from analysis.report.of_study import naming_first_stage
from analysis.report.verify import WrittenReport, differences, other_releases
from analysis.verification.observations import TABLES, bundles_missing, packaged_observations
from analysis.verification.package import Package, opened_package
from analysis.verification.people import PackagedPeople
from survey.population import Population

TAKEN = (
    "Taken from the package as they stand, since no table can show them: how many people were "
    "screened out, are taking part, withdrew or expired; when the study was open; and the day on "
    "which the plan was registered."
)
AGREEMENT = (
    "The coders' agreement was held against the figures in the package; it was measured when they "
    "compared, and is not measured again."
)
AS_TAKEN = (
    "Whether the package holds what people submitted cannot be seen from it: the audit chain on "
    "the server that collected the data says so."
)


@dataclass(frozen=True)
class Verification:
    """What differs between a report and what follows from a package, in sentences.

    `other_releases` names software that was another one when the report was written, and `limits`
    says what a comparison with a package cannot show.
    """

    differences: tuple[str, ...]
    other_releases: tuple[str, ...]
    limits: tuple[str, ...]


def verify_from_package(before: WrittenReport, path: Path) -> Verification:
    """Compute a report again from a package, with the bundles that are loaded here.

    Raises NoPackage where there is none that a report can be computed from, and CannotVerify where
    the package is of something else, or effects are not loaded.
    """
    with opened_package(path) as package:
        _require_same(before, package)
        package.require(TABLES)
        try:
            now = _report(before, package)
        except (KeyError, ValueError, TypeError) as problem:
            raise NoPackage(
                f"The package holds something that no export of Needfinder writes ({problem!r}). "
                "Ask for the package again."
            ) from problem
        return Verification(
            differences=tuple(_differences(before, now, package)),
            other_releases=tuple(other_releases(before, now)),
            limits=tuple(_limits(package)),
        )


def _require_same(before: WrittenReport, package: Package) -> None:
    if before.with_first_stage:
        raise CannotVerify(
            "The report has the interviews of its first stage before it, and what people said in "
            "them is in no package. Ask for the report on the survey alone."
        )
    if before.study != package.study:
        raise CannotVerify(
            f"The report is of {before.study} and the package of {package.study}. Name the "
            "package that goes with the report."
        )
    if before.simulated != (package.population is Population.SIMULATED):
        of_package = "people" if before.simulated else "simulated participants"
        raise CannotVerify(
            f"The package holds {of_package}, and the report does not. Name the package that goes "
            "with the report."
        )


def _report(before: WrittenReport, package: Package) -> Report:
    people = PackagedPeople(package)
    known = {name for name, _digest in before.content["provenance"]["bundles"]}
    missing = bundles_missing(people)
    if missing and "not loaded" not in known:
        raise CannotVerify(
            f"Effects that people were shown are not loaded here ({_named(before, missing)}). "
            "Load them with load_effects, and verify again."
        )
    report = build_report(
        packaged_observations(people), seed=before.seed, replicates=before.replicates
    )
    first = str(package.basis["first_stage"])
    return naming_first_stage(report, first) if first else report


def _named(before: WrittenReport, missing: Collection[str]) -> str:
    """Bundles by the names that the report has for them, and their digests."""
    names = {digest: name for name, digest in before.content["provenance"]["bundles"]}
    return ", ".join(f"{names.get(digest, 'another one')} {digest}" for digest in missing)


def _differences(before: WrittenReport, now: Report, package: Package) -> Iterator[str]:
    for name in package.changed_files():
        yield f"{name} is not as the package's own list of digests has it"
    yield from differences(before, now)


def _limits(package: Package) -> Iterator[str]:
    yield TAKEN
    if package.basis["codebooks"]:
        yield AGREEMENT
    yield AS_TAKEN
