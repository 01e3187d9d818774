"""The errors of pydantic about a study file, as sentences that say what to do."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from core.yaml_files import model_errors
from core.yaml_files.model_errors import FileKind
from core.yaml_files.problems import BrokenRule
from survey.design.fields import PATTERNS, Part

REFERENCE = "docs/reference/study-file.md"


def broken_by(error: ValidationError, value: Any) -> Iterator[BrokenRule]:
    """The faults of a validation error. `value` is the tree that was validated."""
    return model_errors.broken_by(error, value, _study_file())


def _study_file() -> FileKind:
    return FileKind(
        REFERENCE,
        keys={name for part in _parts(Part) for name in part.model_fields},
        patterns=PATTERNS,
        beside_the_keys="Delete it (`{key}: null` where it is taken over from another study). ",
    )


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for child in part.__subclasses__():
        yield child
        yield from _parts(child)
