"""Reading a draft as a study: what is wrong with it where, and storing it as a version."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from attribution.queries import known_bundle, known_bundles
from core.yaml_files.files import HeldFiles
from core.yaml_files.problems import BrokenRule, Problem
from survey.design.definition import SurveyDefinition
from survey.design.problems import StudyFileError
from survey.design.reading import StudyFile, read_study
from survey.studies.drafts.find import files_of
from survey.studies.drafts.fit import STUDY
from survey.studies.drafts.shipped import shipped_folder
from survey.studies.load import Stored, require_meanings_kept, store_version
from survey.studies.models import Study
from survey.studies.same_samples import warnings


@dataclass(frozen=True)
class DraftProblem:
    """`file` is its path in the draft; where a problem lies in another study, `own` is false.

    `line` counts from 1; 0 is the file itself.
    """

    file: str
    line: int
    key: str
    message: str
    remedy: str
    own: bool = True

    @property
    def is_about_bundle(self) -> bool:
        return self.key == "bundle" or self.key.endswith(".bundle")


@dataclass(frozen=True)
class Checked:
    """`study` where nothing is wrong, and then also what somebody should know before loading."""

    study: StudyFile | None
    problems: tuple[DraftProblem, ...] = ()
    warnings: tuple[str, ...] = ()


def check_draft(study: Study, files: Mapping[str, bytes]) -> Checked:
    """What `check_study` says of a folder with these files."""
    try:
        read = _read(study, files)
        require_meanings_kept(read)
    except StudyFileError as error:
        problems = (_in_draft(study, problem) for problem in error.problems)
        return Checked(None, tuple(problems))
    definition = read.definition
    if isinstance(definition, SurveyDefinition):
        return Checked(read, warnings=tuple(warnings(definition)))
    return Checked(read)


def _read(study: Study, files: Mapping[str, bytes]) -> StudyFile:
    read = read_study(
        Path(study.slug) / STUDY,
        bundles=known_bundles(),
        bundle_of=known_bundle,
        files=HeldFiles(study.slug, files, beside=shipped_folder()),
    )
    if read.definition.study != study.slug:
        message = f"this draft belongs to the study {study.slug}."
        remedy = f"Write `study: {study.slug}`, or copy the draft as a study of another name."
        raise read.refused([BrokenRule(("study",), message, remedy)])
    return read


def _in_draft(study: Study, problem: Problem) -> DraftProblem:
    file, folder = problem.location.file, Path(study.slug)
    own = file.is_relative_to(folder)
    path = file.relative_to(folder) if own else file
    return DraftProblem(
        path.as_posix(), problem.location.line, problem.key, problem.message, problem.remedy, own
    )


@transaction.atomic
def load_draft(study: Study, *, now: datetime) -> Stored:
    """Store the draft as a version of its study.

    Raises StudyFileError where it is no valid study, and what `store_version` raises.
    """
    read = _read(study, files_of(study))
    if study.kind != read.definition.kind and not study.versions.exists():
        study.kind = read.definition.kind
        study.save(update_fields=["kind"])
    return store_version(read, loaded_at=now)
