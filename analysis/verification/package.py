"""A data package as it lies in a folder or an archive: its tables, its study files, its basis."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.errors import NoPackage
from analysis.export.report_basis import FORMAT, FORMAT_VERSION
from analysis.export.report_basis import NAME as BASIS
from analysis.export.writing import DESCRIPTOR
from attribution.errors import BundleError
from attribution.estimates.method_scores import MethodScores
from core.digests import digest
from core.errors import UnsafeFile
from core.spreadsheet_text import original_text
from core.zip_files import Bounds, extracted
from survey.design.definition import SurveyDefinition
from survey.design.reading import stored_definition
from survey.population import Population

Row = Mapping[str, str]
"""A row of a table by its columns, with text as it was written; an empty cell is empty text."""

LIMITS = Bounds(
    files=5_000,
    file=2_000_000_000,
    whole=8_000_000_000,
    remedy="unpack it yourself, and name the folder.",
)


@dataclass(frozen=True)
class PackageVersion:
    """A version of the study, as its file in the package has it."""

    label: str
    digest: str
    definition: SurveyDefinition


@dataclass(frozen=True)
class Package:
    """A package on disk. Every file is held against its digest when the package is opened."""

    folder: Path
    descriptor: Mapping[str, Any]
    basis: Mapping[str, Any]

    @property
    def study(self) -> str:
        return str(self.basis["study"])

    @property
    def population(self) -> Population:
        return Population(self.basis["population"])

    @cached_property
    def versions(self) -> tuple[PackageVersion, ...]:
        """Those that somebody began in, the newest first. Raises NoPackage where one is changed."""
        return tuple(
            self._version(str(one["version"]), str(one["sha256"])) for one in self.basis["versions"]
        )

    @cached_property
    def methods(self) -> Mapping[str, MethodScores]:
        """The scores of attribution methods, by the digest of the bundle that they are of.

        None where the package is older than such scores. Raises NoPackage where a file is changed.
        """
        return {
            str(one["bundle_sha256"]): self._scores(str(one["file"]), str(one["sha256"]))
            for one in self.basis.get("methods", ())
        }

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table. Raises NoPackage where the package lacks it."""
        resource = self._resource(table)
        texts = {
            field["name"] for field in resource["schema"]["fields"] if field["type"] == "string"
        }
        with _opened(self.folder / resource["path"]) as file:
            for row in csv.DictReader(file):
                yield {
                    key: original_text(cell or "") if key in texts else cell or ""
                    for key, cell in row.items()
                }

    def require(self, tables: Sequence[str]) -> None:
        """Raises NoPackage unless the package holds all these tables."""
        for table in tables:
            self._resource(table)

    def changed_files(self) -> tuple[str, ...]:
        """The files that are not as the package's own list has them."""
        return tuple(
            str(listed["path"])
            for listed in self.descriptor["resources"]
            if _digest_of(self.folder / listed["path"]) != listed["hash"].removeprefix("sha256:")
        )

    def _resource(self, table: str) -> Mapping[str, Any]:
        for listed in self.descriptor["resources"]:
            is_there = (self.folder / str(listed.get("path", ""))).is_file()
            if listed["name"] == table and "schema" in listed and is_there:
                resource: Mapping[str, Any] = listed
                return resource
        raise NoPackage(
            f"The package lacks the table {table}, which a report is computed from. "
            "Ask for the whole package."
        )

    def _scores(self, name: str, expected: str) -> MethodScores:
        if not _is_inside(name) or _digest_of(self.folder / name) != expected:
            raise NoPackage(
                f"{name} is not the file with scores of attribution methods that the report was "
                "computed from. Ask for the package again."
            )
        try:
            return MethodScores.read((self.folder / name).read_bytes(), name)
        except BundleError as problem:
            raise NoPackage(f"{problem} Verify with the release that wrote it.") from problem

    def _version(self, label: str, expected: str) -> PackageVersion:
        name = f"study-{label}.json"
        try:
            content = (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise NoPackage(
                f"The package lacks {name}, the study as it was taken. Ask for the whole package."
            ) from problem
        if digest(content.encode()) != expected:
            raise NoPackage(
                f"{name} is not the study that people took: its SHA-256 is another one. Ask for "
                "the package again."
            )
        try:
            definition = stored_definition(content)
        except (ValueError, TypeError, KeyError) as problem:
            raise NoPackage(
                f"This release cannot read {name}. Verify with the release that wrote it."
            ) from problem
        if not isinstance(definition, SurveyDefinition):
            raise NoPackage(OF_INTERVIEWS)
        return PackageVersion(label, expected, definition)


OF_INTERVIEWS = (
    "The package is of a study of interviews, and what people said is in no package. Verify its "
    "report on the server that holds them."
)


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """A package in a folder, in a deposit's folder, or in an archive of either.

    Raises NoPackage for anything else.
    """
    if not path.is_file():
        yield _package(path)
        return
    with TemporaryDirectory() as folder:
        try:
            with path.open("rb") as archive:
                extracted(archive, Path(folder), path.name, LIMITS)
        except UnsafeFile as problem:
            raise NoPackage(str(problem)) from problem
        yield _package(Path(folder))


def _package(path: Path) -> Package:
    folder = _folder_of(path)
    descriptor = _read(folder / DESCRIPTOR)
    if descriptor.get("transcripts") == "withheld":
        raise NoPackage(OF_INTERVIEWS)
    if not _lists_files(descriptor):
        raise NoPackage(f"{folder / DESCRIPTOR} lists no files with their digests. {AGAIN}")
    if not (folder / BASIS).is_file():
        raise NoPackage(
            f"The package holds no {BASIS}, which a report is computed from beside the tables. "
            "Ask for a package that this release, or a newer one, exported."
        )
    basis = _read(folder / BASIS)
    if (basis.get("format"), basis.get("format_version")) != (FORMAT, FORMAT_VERSION):
        raise NoPackage(f"{BASIS} has another format. Verify with the release that wrote it.")
    return Package(folder, descriptor, basis)


AGAIN = "Name the folder or the archive of a data package that Needfinder exported."


def _folder_of(path: Path) -> Path:
    """The folder with the descriptor: this one, the data of a deposit, or the one inside."""
    inner = [one for one in path.iterdir() if one.is_dir()] if path.is_dir() else []
    for folder in (path, path / "data", *inner, *(one / "data" for one in inner)):
        if (folder / DESCRIPTOR).is_file():
            return folder
    raise NoPackage(f"There is no {DESCRIPTOR} in {path}. {AGAIN}")


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise NoPackage(f"{file} cannot be read. {AGAIN}") from problem
    if not isinstance(content, dict):
        raise NoPackage(f"{file} cannot be read. {AGAIN}")
    return content


def _lists_files(descriptor: Mapping[str, Any]) -> bool:
    files = descriptor.get("resources")
    return isinstance(files, list) and all(
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("name", "path", "hash"))
        and _is_inside(one["path"])
        for one in files
    )


def _is_inside(path: str) -> bool:
    """Whether a path names a file of the folder itself, as all of a package are."""
    return Path(path).name == path


def _digest_of(file: Path) -> str:
    if not file.is_file():
        return ""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        yield stream
