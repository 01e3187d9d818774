"""Which placeholders can be filled in where: by what every participant has done by then."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.yaml_files.problems import BrokenRule, KeyPath
from survey.design.definition import SurveyDefinition
from survey.design.design_space_rules import BundleOf
from survey.design.piping import (
    ANSWER,
    ERROR,
    SETTING,
    Placeholder,
    out_of_reach,
    placeholders_in,
)
from survey.design.question_types.base import BaseQuestion
from survey.design.questions import Page

Names = frozenset[str]
Problem = tuple[str, str]
"""A fault: what is wrong, and what to do."""

ANY_FACT = f"{ERROR}.*"
"""Stands for every fact about the error, where the bundle is not known."""


@dataclass(frozen=True)
class _Fillable:
    """A text of the study, with the placeholders that can be filled in there."""

    path: KeyPath
    names: Names
    is_markdown: bool

    def fills_in(self, placeholder: Placeholder) -> bool:
        is_fact = placeholder.name.startswith(f"{ERROR}.")
        return placeholder.name in self.names or (is_fact and ANY_FACT in self.names)

    @property
    def of_trial(self) -> Names:
        """Those of the trial before it; none where there was no trial."""
        return frozenset(name for name in self.names if not name.startswith(ANSWER))


def unfillable_placeholders(study: SurveyDefinition, bundle_of: BundleOf) -> Iterator[BrokenRule]:
    """Every placeholder that is unknown, comes too early, or cannot be filled in there."""
    fillable_texts = {fillable.path: fillable for fillable in _fillable_texts(study, bundle_of)}
    for path, text in _strings(study.model_dump(), ()):
        for placeholder in placeholders_in(text):
            if wrong := _wrong(placeholder, text, fillable_texts.get(path)):
                line = text.count("\n", 0, text.index(str(placeholder)))
                yield BrokenRule(path, *wrong, line=line)


def _wrong(placeholder: Placeholder, text: str, fillable: _Fillable | None) -> Problem | None:
    if fillable is None:
        if not placeholder.is_known:  # braces of the author's own
            return None
        return (
            f"{placeholder} is not filled in here.",
            "Move it to a question, or to a text of background, tutorial, follow_up or closing.",
        )
    if not placeholder.is_known:
        known = ", ".join((f"{ANSWER}KEY", SETTING, f"{SETTING}.AXIS", ERROR, f"{ERROR}.FACT"))
        return (
            f"there is no placeholder {placeholder}.",
            f'Use one of: {known}, as {{{{ setting }}}} or {{{{ answer.KEY or "nothing" }}}}.',
        )
    if not fillable.fills_in(placeholder):
        if placeholder.is_of_trial and fillable.of_trial:
            known = ", ".join(sorted(fillable.of_trial - {ANY_FACT}))
            return f"there is nothing for {placeholder} here.", f"Use one of: {known}."
        return _too_early(placeholder, fillable.names)
    if fillable.is_markdown and placeholder in out_of_reach(text):
        return f"{placeholder} stands in an address.", "Move it among the words."
    return None


def _too_early(placeholder: Placeholder, names: Names) -> Problem:
    if not placeholder.answer:
        return (
            f"{placeholder} is known only after a trial.",
            "Move it to a page of follow_up, or take it out.",
        )
    known = ", ".join(
        sorted(name.removeprefix(ANSWER) for name in names if name.startswith(ANSWER))
    )
    return (
        f"no answer to {placeholder.answer} is given before this.",
        f"Use a question that is asked on an earlier page: {known}.",
    )


def _fillable_texts(study: SurveyDefinition, bundle_of: BundleOf) -> Iterator[_Fillable]:
    known = _answers(study.inclusion.criteria)
    yield from _of_pages(("background",), study.background, known)
    known |= _answers_of(study.background)
    for index in range(len(study.tutorial.steps)):
        yield _Fillable(("tutorial", "steps", index, "text"), known, is_markdown=True)
    yield _Fillable(("tutorial", "practice", "text"), known, is_markdown=True)
    of_trial = {name: _of_trial(study, name, bundle_of) for name in study.scenarios}
    sharing = [of_trial[name] for name in study.scenarios if not study.scenarios[name].follow_up]
    shared = frozenset.intersection(*sharing) if sharing else frozenset()
    yield from _of_pages(("follow_up",), study.follow_up or (), known | shared)
    for name, scenario in study.scenarios.items():
        here: KeyPath = ("scenarios", name)
        yield _Fillable((*here, "brief"), known, is_markdown=True)
        pages = scenario.follow_up or ()
        yield from _of_pages((*here, "follow_up"), pages, known | of_trial[name])
    yield from _of_pages(("closing",), study.closing, known)


def _of_trial(study: SurveyDefinition, scenario: str, bundle_of: BundleOf) -> Names:
    """What texts after a scenario can repeat of its trial."""
    space = study.scenarios[scenario].design_space or study.design_space
    names = {SETTING, ERROR, *(f"{SETTING}.{axis}" for axis in (space.axes if space else ()))}
    bundle = bundle_of(study.scenarios[scenario].bundle)
    if bundle is None or not bundle.errors:
        return frozenset({*names, ANY_FACT})
    facts = [set(bundle.facts_of(error)) for error in bundle.errors]
    return frozenset({*names, *(f"{ERROR}.{fact}" for fact in set.intersection(*facts) if fact)})


def _of_pages(path: KeyPath, pages: Iterable[Page], known: Names) -> Iterator[_Fillable]:
    for index, page in enumerate(pages):
        here: KeyPath = (*path, index)
        yield _Fillable((*here, "text"), known, is_markdown=True)
        for number in range(len(page.questions)):
            for part in ("text", "help"):
                yield _Fillable((*here, "questions", number, part), known, is_markdown=False)
        known |= _answers(page.questions)


def _answers_of(pages: Iterable[Page]) -> Names:
    return frozenset().union(*(_answers(page.questions) for page in pages))


def _answers(questions: Iterable[BaseQuestion]) -> Names:
    return frozenset(f"{ANSWER}{question.key}" for question in questions)


def _strings(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from _strings(child, (*path, key))
    elif isinstance(value, list | tuple):
        for index, child in enumerate(value):
            yield from _strings(child, (*path, index))
