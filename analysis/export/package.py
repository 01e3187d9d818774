"""Writing a package file by file and piece by piece, so that memory use stays flat."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from analysis.export.days import by_the_day
from analysis.export.descriptor import About, WrittenFile, descriptor
from analysis.export.dictionary import Entry, as_markdown, as_table, entries
from analysis.export.formats import FurtherFormat, further_formats
from analysis.export.interviews.scope import InterviewScope
from analysis.export.interviews.tables import INTERVIEW_TABLES
from analysis.export.licences import Licence
from analysis.export.r_script import NAME as R_SCRIPT
from analysis.export.r_script import r_script
from analysis.export.readme import readme
from analysis.export.report_basis import NAME as BASIS
from analysis.export.report_basis import basis_text, versions_begun
from analysis.export.scope import Scope, StudyScope
from analysis.export.table import Table
from analysis.export.tables import TABLES
from analysis.export.writing import DESCRIPTOR, Pieces
from core.csv_cells import cell
from survey.design.definition import SurveyDefinition
from survey.studies.models import Study, StudyKind, StudyVersion

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""The byte-order mark, without which spreadsheets take a file for Latin-1."""

ROWS_A_PIECE = 1_000


def scope_of(study: Study, **options: Any) -> StudyScope:
    """The scope of a package about a study, whatever kind it is; options are those of a scope."""
    kind = InterviewScope if study.kind == StudyKind.INTERVIEWS else Scope
    return kind(study, **options)


def tables_of(scope: StudyScope) -> list[Table]:
    """The tables of the package, in the order they are written."""
    tables = _tables(scope)
    return [by_the_day(table) for table in tables] if scope.days_only else tables


def _tables(scope: StudyScope) -> list[Table]:
    if isinstance(scope, InterviewScope):
        return [build(scope) for build in INTERVIEW_TABLES]
    assert isinstance(scope, Scope), "there are two kinds of studies"  # noqa: S101
    return [build(scope) for build in TABLES]


def package_files(
    scope: StudyScope, formats: Iterable[str] = (), *, licence: Licence | None = None
) -> Iterator[tuple[str, Pieces]]:
    """The name and content of each file; read a file to its end before the next one.

    The tables are in CSV files, and in further `formats` where those are asked for. The same data
    give the same bytes. Raises CannotExport at once where a table does not fit into a format, and
    with the last file ExportOutdated if somebody in the package was deleted meanwhile.
    """
    tables, names = tables_of(scope), tuple(formats)
    about = _about(scope, names, licence)
    further = further_formats(names, tables, title=about.full_title, before=before_names(scope))
    return _files(scope, about, tables, further)


def _files(
    scope: StudyScope, about: About, tables: Sequence[Table], further: Sequence[FurtherFormat]
) -> Iterator[tuple[str, Pieces]]:
    described = entries(tables, _surveys(scope), with_identifying=scope.with_identifying)
    written = _Written()
    for table in tables:
        yield written.watched(f"{before_names(scope)}{table.name}.csv", _csv(table, further))
    dictionary = as_table(described)
    yield written.watched(f"{dictionary.name}.csv", _csv(dictionary, further))
    for form in further:
        for name, content in form.files():
            yield written.watched(name, iter([content]))
    for name, content in _texts(scope, about, tables, described):
        yield written.watched(name, iter([content]))
    scope.require_unchanged()
    of_tables = list(zip(tables, written.files, strict=False))
    text = descriptor(about, of_tables, written.files[len(tables) :], described)
    yield DESCRIPTOR, iter([text.encode()])


def _surveys(scope: StudyScope) -> list[SurveyDefinition]:
    """The study files whose questions are described; interviews have none."""
    definitions = (version.definition for version in scope.versions.values())
    return [one for one in definitions if isinstance(one, SurveyDefinition)]


@dataclass
class _Written:
    """Collects the size and digest of every file that is written."""

    files: list[WrittenFile] = field(default_factory=list)

    def watched(self, name: str, pieces: Pieces) -> tuple[str, Pieces]:
        return name, self._watch(name, pieces)

    def _watch(self, name: str, pieces: Pieces) -> Pieces:
        digest, size = sha256(), 0
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            yield piece
        self.files.append(WrittenFile(name, size, digest.hexdigest()))


def before_names(scope: StudyScope) -> str:
    """How names of files with data begin, which say by themselves that the data are simulated."""
    return "simulated-" if scope.simulated else ""


def _about(scope: StudyScope, formats: tuple[str, ...], licence: Licence | None) -> About:
    return About(
        study=scope.study.slug,
        title=scope.title,
        versions={version.label: version.digest for version in scope.versions.values()},
        simulated=scope.simulated,
        participants=len(scope.people),
        with_identifying=scope.with_identifying,
        days_only=scope.days_only,
        formats=formats,
        licence=licence,
        interviews=isinstance(scope, InterviewScope),
        has_methods=isinstance(scope, Scope) and bool(scope.method_files),
    )


def _texts(
    scope: StudyScope, about: About, tables: Sequence[Table], described: Sequence[Entry]
) -> Iterator[tuple[str, bytes]]:
    yield "data-dictionary.md", as_markdown(described).encode()
    for version in _versions_written(scope):
        yield f"study-{version.label}.json", version.content.encode()
    if isinstance(scope, Scope):
        yield BASIS, basis_text(scope).encode()
        for name, scores in scope.method_files.items():
            yield name, scores.content
    yield R_SCRIPT, r_script(tables, before=before_names(scope)).encode()
    yield "README.md", readme(about, described).encode()


def _versions_written(scope: StudyScope) -> Iterator[StudyVersion]:
    """Those that people in the package took part in, and the others that somebody began in."""
    yield from scope.versions.values()
    if isinstance(scope, Scope):
        yield from (one for one in versions_begun(scope) if one.pk not in scope.versions)


def csv_of(table: Table) -> Pieces:
    """The table as the file of the package, by itself."""
    return _csv(table, ())


def _csv(table: Table, further: Iterable[FurtherFormat]) -> Pieces:
    rows = table.rows
    for form in further:
        rows = form.watched(table, rows)
    yield BYTE_ORDER_MARK
    yield from _rows([[column.name for column in table.columns]])
    yield from _rows(rows)


def _rows(rows: Iterable[Sequence[Any]]) -> Pieces:
    buffer = io.StringIO(newline="")
    write: Callable[[Iterable[str]], object] = csv.writer(buffer, lineterminator="\r\n").writerow
    for number, row in enumerate(rows, start=1):
        write([cell(value) for value in row])
        if number % ROWS_A_PIECE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    content = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return content
