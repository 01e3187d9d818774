"""Reading a study file."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core.yaml_files.files import ON_DISK, Files
from core.yaml_files.problems import BrokenRule, Problem, dotted
from core.yaml_files.yaml_locations import Located
from survey.design.definition import SurveyDefinition
from survey.design.design_space_rules import BundleOf
from survey.design.interviews.definition import InterviewStudy
from survey.design.interviews.rules import broken_interview_rules
from survey.design.model_errors import broken_by
from survey.design.problems import StudyFileError
from survey.design.rules import broken_rules
from survey.design.source import read_source

AnyStudy = SurveyDefinition | InterviewStudy


@dataclass(frozen=True)
class StudyFile:
    """A valid study: its definition, and the exact content that a version of it stores.

    `content` is JSON in the order of the file (options are shown in it), so comments, line breaks
    and quoting do not count. `digest` is its SHA-256 as 64 hexadecimal digits. `source` tells the
    line of every value.
    """

    definition: AnyStudy
    content: str
    digest: str
    source: Located = field(repr=False, compare=False)

    @property
    def survey(self) -> SurveyDefinition:
        """The definition of a survey."""
        assert isinstance(self.definition, SurveyDefinition), "a survey"  # noqa: S101
        return self.definition

    def refused(self, broken: Sequence[BrokenRule]) -> StudyFileError:
        """The error of rules, at least one, that the study breaks, each with its line."""
        return _placed(self.source, broken)


def _none_known(_bundle: str) -> None:
    return None


def read_study(
    file: Path,
    *,
    bundles: Collection[str],
    bundle_of: BundleOf = _none_known,
    files: Files = ON_DISK,
) -> StudyFile:
    """The study that a file describes. `bundles` names the bundles it can use.

    `bundle_of` returns a bundle by its name, or None where it is not known what is in it.

    Raises StudyFileError with every problem found.
    """
    source = read_source(file, files)
    try:
        definition = _kind_of(source.value).model_validate(source.value)
    except ValidationError as error:
        raise _placed(source, list(broken_by(error, source.value))) from error
    if broken := list(
        broken_interview_rules(definition)
        if isinstance(definition, InterviewStudy)
        else broken_rules(definition, bundles=bundles, bundle_of=bundle_of)
    ):
        raise _placed(source, broken)
    content = _canonical(source.value)
    return StudyFile(definition, content, sha256(content.encode()).hexdigest(), source)


def _kind_of(tree: Any) -> type[SurveyDefinition] | type[InterviewStudy]:
    """What a file describes: a survey, unless it says that it is a study of interviews."""
    is_interviews = isinstance(tree, dict) and tree.get("kind") == "interviews"
    return InterviewStudy if is_interviews else SurveyDefinition


@lru_cache(maxsize=32)
def stored_definition(content: str) -> AnyStudy:
    """The definition of a version, as this release reads its content.

    Cached, as every page needs it several times and it never changes.
    """
    return _kind_of(json.loads(content)).model_validate_json(content)


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _placed(source: Located, broken: Sequence[BrokenRule]) -> StudyFileError:
    problems = [
        Problem(
            source.location(rule.path).below(rule.line),
            dotted(rule.path),
            rule.message,
            rule.remedy,
        )
        for rule in broken
    ]
    return StudyFileError(
        sorted(problems, key=lambda problem: (problem.location.file, problem.location.line))
    )
