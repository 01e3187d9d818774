"""The files of a deposit, each written once and listed with its digest."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from analysis.coding.codebooks.models import Codebook
from analysis.deposit.codebooks import codebook_files
from analysis.deposit.readme import readme
from analysis.errors import CannotReport
from analysis.export.licences import Licence
from analysis.export.package import package_files
from analysis.export.scope import StudyScope
from analysis.export.writing import Pieces
from survey.population import Population
from survey.studies.models import Preregistration, Study, StudyVersion

SUMS = "SHA256SUMS"
"""The list of digests, in the form that `sha256sum -c` reads."""

Texts = Iterator[tuple[str, bytes]]


def deposit_files(
    scope: StudyScope, formats: Iterable[str] = (), *, licence: Licence | None = None
) -> Iterator[tuple[str, Pieces]]:
    """The path and content of each file; read a file to its end before the next one.

    It is made to be published, so identifying answers are withheld and times are given by the day,
    whatever the scope says. The report is computed at once, before anything is written. The same
    data give the same bytes. Raises CannotReport and CannotExport at once, and while it is read
    what `package_files` raises.
    """
    scope = replace(scope, days_only=True, with_identifying=False)
    package = package_files(scope, formats, licence=licence)
    report = dict(_report(scope.study, scope.population))
    return _listed(_files(scope, package, report, licence))


def _report(study: Study, population: Population) -> Texts:
    """In every format in which it is read or verified; in PDF where that can be written here."""
    from analysis.report.of_study import report_of  # slow: scipy
    from analysis.report.writers import written

    report = report_of(study, population)
    files = written(report, ("html", "json"))
    with suppress(CannotReport):  # it needs a library of the system, and says what the HTML says
        files |= written(report, ("pdf",))
    for name, content in sorted(files.items()):
        yield f"report/{name}", content


def _files(
    scope: StudyScope,
    package: Iterable[tuple[str, Pieces]],
    report: dict[str, bytes],
    licence: Licence | None,
) -> Iterator[tuple[str, Pieces]]:
    for name, pieces in package:
        yield f"data/{name}", pieces
    plans = _plans(scope.study)
    texts = {**report, **dict(_studies(scope, plans)), **dict(_codebooks(scope.study))}
    texts |= {f"plan/plan-{plan.version.label}.json": plan.plan.encode() for plan in plans}
    if licence:
        texts["LICENCE.txt"] = licence.text.encode()
    texts["README.md"] = readme(scope, texts, plans, licence).encode()
    for name, content in texts.items():
        yield name, iter([content])


def _plans(study: Study) -> list[Preregistration]:
    plans = Preregistration.objects.filter(version__study=study).select_related("version")
    return list(plans.order_by("version__loaded_at", "pk"))


def _studies(scope: StudyScope, plans: Iterable[Preregistration]) -> Texts:
    """The versions in which people took part, or of which a plan was registered."""
    used = {version.pk: version for version in scope.versions.values()}
    used |= {plan.version.pk: plan.version for plan in plans}
    if not used:
        newest = StudyVersion.objects.filter(study=scope.study)[:1]
        used = {version.pk: version for version in newest}
    for version in used.values():
        yield f"study/study-{version.label}.json", version.content.encode()


def _codebooks(study: Study) -> Texts:
    for book in Codebook.objects.filter(study=study).order_by("slug"):
        for name, content in codebook_files(book):
            yield f"codebook/{name}", content


def _listed(files: Iterable[tuple[str, Pieces]]) -> Iterator[tuple[str, Pieces]]:
    """The files, and behind them the list of their digests."""
    digests: dict[str, str] = {}
    for name, pieces in files:
        yield name, _digested(name, pieces, digests)
    lines = (f"{digests[name]}  {name}\n" for name in sorted(digests))
    yield SUMS, iter(["".join(lines).encode()])


def _digested(name: str, pieces: Pieces, digests: dict[str, str]) -> Pieces:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
        yield piece
    digests[name] = digest.hexdigest()
