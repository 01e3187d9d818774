"""The pages of one participant's path, with what was asked, answered and tried on each."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from analysis.records.flags import Flag, Medians
from analysis.records.submitted_trials import ShownError, submitted_trials
from attribution.errors import NotInBundle
from survey.design.path import PathPage, Section
from survey.design.piping import in_brackets, placeholders_in
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.participation.models import CheckAttempt, PageVisit, Participant
from survey.participation.page_texts import asked
from survey.participation.page_visits import path_of
from survey.trial.replay import Replay, replay


class Given(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    EMPTY = "empty"
    """Asked, submitted, and left empty"""
    WITHHELD = "withheld"
    """Answered in words that could tell who somebody is, to be read by others"""
    OPEN = "open"
    """On a page that was shown and not submitted"""


@dataclass(frozen=True)
class AnswerRecord:
    """A question in the words that the participant read, and the answer in those of the page."""

    scenario: str
    key: str
    question: str
    help: str
    given: Given
    answer: str
    is_text: bool
    flags: tuple[Flag, ...]


@dataclass(frozen=True)
class AttemptRecord:
    """An attempt at the check: each question with what was chosen, and whether that is right."""

    number: int
    at: datetime
    chosen: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class TrialRecord:
    """A trial; `replay` is None where its bundle is not loaded any more."""

    scenario: str
    title: str
    error: ShownError
    levels: tuple[tuple[str, str], ...]
    replay: Replay | None


@dataclass(frozen=True)
class PageRecord:
    """A page that was shown. `median` is that of those who completed; None for too few of them."""

    name: str
    title: str
    section: Section
    scenario_title: str
    shown_at: datetime
    submitted_at: datetime | None
    median: float | None
    answers: tuple[AnswerRecord, ...]
    attempts: tuple[AttemptRecord, ...]
    trial: TrialRecord | None
    flags: tuple[Flag, ...]

    @property
    def seconds(self) -> float | None:
        """From the first sight to the submission."""
        if self.submitted_at is None:
            return None
        return (self.submitted_at - self.shown_at).total_seconds()


@dataclass(frozen=True)
class PageRecords:
    """The pages shown, and the titles of those that were never reached."""

    shown: tuple[PageRecord, ...]
    not_reached: tuple[str, ...]


def page_records(
    person: Participant, medians: Medians, flags: tuple[Flag, ...], *, with_identifying: bool
) -> PageRecords:
    """In the order of the path; what comes before the inclusion is not stored by page.

    The inclusion is stored as it is sent, so that it has no time of its own.
    """
    visits = person.visits_by_page
    if included := visits.get(str(Section.INCLUSION)):
        visits = visits | {f"{Section.INCLUSION}.{Section.INCLUSION}": included}
    answers = {(row.scenario, row.question): row.value for row in person.answers.all()}
    reader = _Reader(person, answers, medians, flags, with_identifying)
    stored = [page for page in path_of(person) if page.section not in _WITHOUT_VISIT]
    return PageRecords(
        tuple(reader.page(page, visits[page.name]) for page in stored if page.name in visits),
        tuple(_name(person, page) for page in stored if page.name not in visits),
    )


_WITHOUT_VISIT = {Section.INFORMATION, Section.CONSENT}


def _name(person: Participant, page: PathPage) -> str:
    if page.scenario is None:
        return page.title
    scenario = person.definition.scenarios[page.scenario].title
    return page.title if page.title == scenario else f"{page.title} ({scenario})"


@dataclass(frozen=True)
class _Reader:
    person: Participant
    answers: Mapping[tuple[str, str], Any]
    medians: Medians
    flags: tuple[Flag, ...]
    with_identifying: bool

    def page(self, page: PathPage, visit: PageVisit) -> PageRecord:
        here = tuple(flag for flag in self.flags if flag.page == page.name and not flag.question)
        return PageRecord(
            name=page.name,
            title=page.title,
            section=page.section,
            scenario_title=self._title(page.scenario),
            shown_at=visit.shown_at,
            submitted_at=visit.submitted_at,
            median=self.medians.pages.get(page.name),
            answers=() if page.is_check else self._answers(page, visit),
            attempts=self._attempts() if page.is_check else (),
            trial=self._trial(page.scenario) if page.is_trial and page.scenario else None,
            flags=here,
        )

    def _title(self, scenario: str | None) -> str:
        return self.person.definition.scenarios[scenario].title if scenario else ""

    def _answers(self, page: PathPage, visit: PageVisit) -> tuple[AnswerRecord, ...]:
        return tuple(
            self._answer(question, page, is_submitted=visit.submitted_at is not None)
            for question in self._asked(page)
        )

    def _asked(self, page: PathPage) -> tuple[BaseQuestion, ...]:
        """The questions as they were read; in brackets what a placeholder stood for."""
        if not page.questions:
            return ()
        if not (self.hidden & _repeated(page)):
            # Where nothing was submitted that a text could repeat, there is no such participant.
            with suppress(Participant.DoesNotExist):
                return asked(self.person, page).questions
        return tuple(_in_brackets(question) for question in page.questions)

    @property
    def hidden(self) -> set[str]:
        """The keys of questions whose answers nobody may read here, repeated in a text neither."""
        if self.with_identifying:
            return set()
        pages = path_of(self.person)
        return {
            question.key for page in pages for question in page.questions if question.identifying
        }

    def _answer(
        self, question: BaseQuestion, page: PathPage, *, is_submitted: bool
    ) -> AnswerRecord:
        scenario = page.scenario or ""
        value = self.answers.get((scenario, question.key))
        given = Given.ANSWERED
        if value is None:
            given = Given.EMPTY if is_submitted else Given.OPEN
        elif question.identifying and not self.with_identifying:
            given = Given.WITHHELD
        return AnswerRecord(
            scenario=scenario,
            key=question.key,
            question=question.text,
            help=question.help or "",
            given=given,
            answer=answer_in_words(question, value) if given is Given.ANSWERED else "",
            is_text=question.answer_kind is AnswerKind.TEXT,
            flags=tuple(
                flag
                for flag in self.flags
                if (flag.page, flag.question) == (page.name, question.key)
            ),
        )

    def _attempts(self) -> tuple[AttemptRecord, ...]:
        questions = self.person.definition.tutorial.check
        rows = CheckAttempt.objects.filter(participant=self.person).order_by("pk")
        return tuple(
            AttemptRecord(
                number,
                row.attempted_at,
                tuple(
                    (
                        question.text,
                        question.options.get(chosen, chosen),
                        chosen == question.correct,
                    )
                    for question in questions
                    if (chosen := row.chosen.get(question.key)) is not None
                ),
            )
            for number, row in enumerate(rows, start=1)
        )

    def _trial(self, scenario: str) -> TrialRecord:
        submitted = submitted_trials(self.person.pk)[scenario]
        try:
            replayed = replay(self.person, scenario)
        except NotInBundle:
            replayed = None
        return TrialRecord(
            scenario, submitted.scenario, submitted.error, submitted.levels, replayed
        )


def _repeated(page: PathPage) -> set[str]:
    """The keys of questions whose answers the questions of a page repeat."""
    lines = [line for question in page.questions for line in (question.text, question.help or "")]
    return {placeholder.answer for line in lines for placeholder in placeholders_in(line)} - {""}


def _in_brackets(question: BaseQuestion) -> BaseQuestion:
    lines = {
        "text": in_brackets(question.text, {}),
        "help": in_brackets(question.help, {}) if question.help else None,
    }
    return question.model_copy(update=lines)


def answer_in_words(question: BaseQuestion, value: Any) -> str:
    """An answer in the words that were on its page, a rating with the ends of its scale."""
    if question.answer_kind is not AnswerKind.NUMBER:
        return question.readable(value)
    if question.options_by_key():
        return f"{value} of {question.possible_values()}"
    unit = question.form_field().unit
    return f"{value} {unit}" if unit else f"{value}"
