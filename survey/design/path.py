"""The path: the pages that a participant walks through, in order, for any valid study."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import BaseQuestion
from survey.design.questions import Page


class Section(StrEnum):
    """A section, which participants see as one or several steps: "Step 3 of 11"."""

    INFORMATION = "information"
    CONSENT = "consent"
    INCLUSION = "inclusion"
    BACKGROUND = "background"
    TUTORIAL = "tutorial"
    SCENARIO = "scenario"
    FOLLOW_UP = "follow_up"
    CLOSING = "closing"
    COMPENSATION = "compensation"


BRIEF, CHECK, PRACTICE, TRIAL = "brief", "check", "practice", "trial"
"""Keys of the pages that a study file gives none."""

BEFORE_CONSENT = {Section.INFORMATION, Section.CONSENT, Section.INCLUSION}
"""The sections that come before anything is stored."""


@dataclass(frozen=True)
class PathPage:
    """One page; `step` counts from 1, and `key` is unique within its section and scenario.

    `part` counts the pages of a step, from 1 to `parts`.
    """

    step: int
    section: Section
    key: str
    title: str
    scenario: str | None = None
    questions: tuple[BaseQuestion, ...] = ()
    text: str | None = None
    part: int = 1
    parts: int = 1

    @cached_property
    def reached(self) -> float:
        """The number of steps up to and including this page."""
        return self.step - 1 + self.part / self.parts

    @cached_property
    def name(self) -> str:
        """The name of the page in addresses and in the data, unique on its path."""
        return ".".join(part for part in (self.section, self.scenario, self.key) if part)

    @cached_property
    def is_check(self) -> bool:
        return self.section is Section.TUTORIAL and self.key == CHECK

    @cached_property
    def is_trial(self) -> bool:
        return self.section is Section.SCENARIO and self.key == TRIAL


@dataclass(frozen=True)
class _Step:
    section: Section
    scenario: str | None
    pages: tuple[tuple[str, str, tuple[BaseQuestion, ...], str | None], ...]


def participant_path(study: SurveyDefinition, order: Sequence[str]) -> tuple[PathPage, ...]:
    """The pages for an order of scenarios; `order` is a permutation of their keys."""
    steps = [*_before(study), *_trials(study, order), *_after(study)]
    return tuple(
        PathPage(
            number, step.section, key, title, step.scenario, questions, text, part, len(step.pages)
        )
        for number, step in enumerate(steps, start=1)
        for part, (key, title, questions, text) in enumerate(step.pages, start=1)
    )


def _before(study: SurveyDefinition) -> Iterator[_Step]:
    inclusion = study.inclusion
    yield _single(Section.INFORMATION, "About this study", text=study.information)
    yield _single(Section.CONSENT, "Your consent", text=study.consent.text)
    yield _single(Section.INCLUSION, "Can you take part?", inclusion.criteria, inclusion.text)
    yield _asked(Section.BACKGROUND, study.background)
    steps = tuple((step.key, step.title, (), step.text) for step in study.tutorial.steps)
    practice = study.tutorial.practice
    tried = ((PRACTICE, practice.title, (), practice.text),) if practice else ()
    check = ((CHECK, "A short check", study.tutorial.check, None),) if study.tutorial.check else ()
    yield _Step(Section.TUTORIAL, None, (*steps, *tried, *check))


def _trials(study: SurveyDefinition, order: Sequence[str]) -> Iterator[_Step]:
    for key in order:
        scenario = study.scenarios[key]
        brief = (BRIEF, scenario.title, (), scenario.brief)
        pages = (brief, (TRIAL, "Explore and choose", (), None))
        yield _Step(Section.SCENARIO, key, pages)
        yield _asked(Section.FOLLOW_UP, study.follow_up_of(key), scenario=key)


def _after(study: SurveyDefinition) -> Iterator[_Step]:
    if study.closing:
        yield _asked(Section.CLOSING, study.closing)
    yield _single(Section.COMPENSATION, "Thank you", text=study.compensation.text)


def _single(
    section: Section,
    title: str,
    questions: Iterable[BaseQuestion] = (),
    text: str | None = None,
) -> _Step:
    return _Step(section, None, ((section.value, title, tuple(questions), text),))


def _asked(section: Section, pages: Iterable[Page], scenario: str | None = None) -> _Step:
    shown = ((page.key, page.title, page.questions, page.text) for page in pages)
    return _Step(section, scenario, tuple(shown))
