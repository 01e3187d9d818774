"""The answers to a question as columns of a table with one row for each participant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.export.scope import Scope
from analysis.export.table import Column, Kind
from analysis.records.observed_axes import merged
from survey.design.definition import SurveyDefinition
from survey.design.path import participant_path
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.question_types.choices import OTHER

WITHIN = "__"
"""Stands between the keys of a scenario, a question and an option in the name of a column."""

WRITTEN_IN = f"{WITHIN}written_in"


@dataclass(frozen=True)
class Asked:
    """A question over all versions; `cells` writes a stored answer into its columns.

    An answer in another form than the newest version asks for leaves the columns empty; the table
    of answers has it as it is.
    """

    scenario: str
    question: str
    columns: tuple[Column, ...]
    cells: Callable[[Any], tuple[Any, ...]]

    is_withheld: bool

    @property
    def nothing(self) -> tuple[None, ...]:
        """The cells of whoever gave no answer, or whose answer is withheld."""
        return (None,) * len(self.columns)


def asked(scope: Scope) -> tuple[Asked, ...]:
    """Every question with answers of its own, in the order of the path, the newest words first."""
    studies = scope.studies
    stages = [_questions(study) for study in studies]
    titles = {
        key: scenario.title for study in studies[::-1] for key, scenario in study.scenarios.items()
    }
    return tuple(
        _asked(
            [stage[name] for stage in stages if name in stage],
            scenario=(scenario := name.rpartition(".")[0]),
            title=titles.get(scenario, ""),
            with_identifying=scope.with_identifying,
        )
        for name in merged(tuple(stage) for stage in stages)
    )


def _questions(study: SurveyDefinition) -> dict[str, BaseQuestion]:
    """The questions but those of the check, by scenario and key with a dot between them."""
    return {
        f"{page.scenario or ''}.{question.key}": question
        for page in participant_path(study, list(study.scenarios))
        for question in page.questions
        if not page.is_check
    }


def _asked(
    versions: Sequence[BaseQuestion], *, scenario: str, title: str, with_identifying: bool
) -> Asked:
    """A question from what it is in each version that has it, the newest first."""
    newest = versions[0]
    name = WITHIN.join(part for part in (scenario, newest.key) if part)
    meaning = f"{title}: {newest.text}" if title else newest.text
    is_withheld = any(question.identifying for question in versions) and not with_identifying
    options = _options(
        [question for question in versions if question.answer_kind is newest.answer_kind]
    )

    def column(suffix: str, kind: Kind, words: str, labels: Mapping[str, str]) -> Column:
        return Column(
            f"{name}{suffix}",
            kind,
            f"{meaning} {words}".rstrip(),
            values=tuple(labels),
            words=tuple(labels.values()),
            required=False,
            withheld=is_withheld,
        )

    columns: list[Column]
    cells: Callable[[Any], tuple[Any, ...]]
    match newest.answer_kind:
        case AnswerKind.OPTION:
            columns, cells = [column("", "string", "", options)], _option(options)
        case AnswerKind.OPTIONS:
            columns = [
                column(f"{WITHIN}{key}", "integer", text, CHOSEN) for key, text in options.items()
            ]
            cells = _options_chosen(options)
        case AnswerKind.NUMBER:
            numbers = options if newest.options_by_key() else {}
            columns = [column("", "integer" if numbers else "number", "", numbers)]
            cells = _number
        case AnswerKind.TEXT:
            columns, cells = [column("", "string", "", {})], _text
    if OTHER in options:
        columns.append(column(WRITTEN_IN, "string", "Written in", {}))
    return Asked(scenario, newest.key, tuple(columns), cells, is_withheld)


CHOSEN = {"0": "not chosen", "1": "chosen"}


def _options(versions: Sequence[BaseQuestion]) -> dict[str, str]:
    """The options of all versions; the newest version that has one says it in words."""
    offered = [question.options_by_key() for question in versions]
    keys = merged(tuple(options) for options in offered)
    return {key: next(options[key] for options in offered if key in options) for key in keys}


def _option(options: Mapping[str, str]) -> Callable[[Any], tuple[Any, ...]]:
    can_write = OTHER in options

    def cells(value: Any) -> tuple[Any, ...]:
        match value:
            case {"option": option}:
                return (option, value.get(OTHER)) if can_write else (option,)
        return (None, None) if can_write else (None,)

    return cells


def _options_chosen(options: Mapping[str, str]) -> Callable[[Any], tuple[Any, ...]]:
    can_write = OTHER in options
    nothing = (None,) * (len(options) + can_write)

    def cells(value: Any) -> tuple[Any, ...]:
        match value:
            case {"options": chosen}:
                switches = tuple(int(key in chosen) for key in options)
                return (*switches, value.get(OTHER)) if can_write else switches
        return nothing

    return cells


def _number(value: Any) -> tuple[Any, ...]:
    return (value if isinstance(value, int | float) else None,)


def _text(value: Any) -> tuple[Any, ...]:
    return (value if isinstance(value, str) else None,)
