"""What a request asks to read of a study's answers: which question, whose answers, what words."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from analysis.records.answer_filter import (
    AnswerFilter,
    Group,
    answers_wanted,
    offered_filters,
    people_wanted,
    read_answer_filter,
)
from analysis.records.answer_search import LONGEST, Words
from analysis.records.asked_questions import OUTSIDE, AskedQuestion, asked_questions
from analysis.records.question_answers import Asked, GivenAnswer, last_number, searched_page
from analysis.request_values import people_or_simulated, whole_number
from survey.design.definition import SurveyDefinition
from survey.participation.models import Answer
from survey.population import Population
from survey.studies.models import Study, StudyKind, StudyVersion, definition_of
from workspace.read.answers_codes import codes_in
from workspace.read.answers_shown import Shown, shown

SEE_IDENTIFYING = "survey.export_identifying"

LABELS = {
    "who": "Analysed or excluded",
    "scenario": "Scenario",
    "first": "Began with",
    "level": "Submitted",
    "background": "Background",
    "version": "Version",
    "option": "Chose here",
}


@dataclass(frozen=True)
class Reading:
    """What a request asks to read of a study of which somebody may read the answers."""

    request: HttpRequest
    study: Study
    population: Population
    versions: dict[str, SurveyDefinition]
    questions: tuple[AskedQuestion, ...]
    asked: AskedQuestion | None = None

    @cached_property
    def sees_identifying(self) -> bool:
        return self.request.user.has_perm(SEE_IDENTIFYING, self.study)

    def is_withheld(self, question: AskedQuestion) -> bool:
        return question.is_identifying and not self.sees_identifying

    @cached_property
    def offered(self) -> dict[str, tuple[Group, ...]]:
        return offered_filters(self.versions, self.questions, self.asked)

    @cached_property
    def chosen(self) -> AnswerFilter:
        return read_answer_filter(self.request.GET, self.offered)

    @cached_property
    def typed(self) -> str:
        return self.request.GET.get("words", "").strip()[:LONGEST]

    @cached_property
    def words(self) -> Words:
        return Words.typed(self.typed)

    @property
    def read(self) -> tuple[AskedQuestion, ...]:
        """The question that is read, or else all in which words can be searched."""
        if self.asked:
            return (self.asked,)
        return tuple(
            question
            for question in self.questions
            if question.has_words and not self.is_withheld(question)
        )

    @cached_property
    def answers(self) -> QuerySet[Answer]:
        outside = {one.key: one for one in self.questions if one.place == OUTSIDE}
        people = people_wanted(self.study, self.population, self.chosen, outside)
        return answers_wanted(people, self.chosen, self.read)

    @cached_property
    def by_place(self) -> Asked:
        return {(scenario, one.key): one for one in self.read for scenario in one.scenarios}

    def searched(self) -> tuple[tuple[GivenAnswer, ...], int | None]:
        """The answers with the words, and after whose they go on."""
        after = whole_number(self.request.GET.get("after", "")) or 0
        last = last_number(self.study, self.population)
        found = searched_page(
            self.study, self.by_place, self.answers, self.words, last=last, after=after
        )
        return found.answers, found.reached

    def as_shown(self, answers: tuple[GivenAnswer, ...]) -> list[Shown]:
        codes = codes_in([one.answer for one in answers], self.request.user)
        return [
            shown(one, self.versions, self.words, codes.get(one.answer, ()), self.population)
            for one in answers
        ]

    def context(self) -> dict[str, Any]:
        """The ends of addresses, among others, that go on with what was asked for."""
        population = "" if self.population is Population.PEOPLE else str(self.population)
        query = self.chosen.query(words=self.typed, population=population)
        return {
            "offered": [
                (name, LABELS[name], groups, getattr(self.chosen, name))
                for name, groups in self.offered.items()
            ],
            "typed": self.typed,
            "population": population,
            "synthetic": bool(population),
            "suffix": _suffix(AnswerFilter().query(population=population)),
            "query": query,
            "query_suffix": _suffix(query),
            "without_words": _suffix(self.chosen.query(population=population)),
            "narrowed_to": replace(self.chosen, option="").query(population=population),
            "is_narrowed": any(vars(self.chosen).values()),
        }


def _suffix(query: str) -> str:
    return f"?{query}" if query else ""


def reading_of(request: HttpRequest, study: Study, **asked: str) -> Reading | None:
    """None where nobody can be asked anything. Raises Http404 where a question is not there."""
    population = people_or_simulated(request.GET.get("population") or Population.PEOPLE)
    loaded = StudyVersion.objects.filter(study=study).values_list("label", "digest")
    if study.kind == StudyKind.INTERVIEWS or not loaded:
        return None
    versions = {label: definition_of(digest) for label, digest in loaded}
    questions = asked_questions(versions.items())
    if not asked:
        return Reading(request, study, population, versions, questions)
    wanted = (asked["place"], asked["question"])
    question = next((one for one in questions if (one.place, one.key) == wanted), None)
    if question is None:
        raise Http404("No version of the study asks this question.")
    reading = Reading(request, study, population, versions, questions, question)
    if reading.is_withheld(question):
        raise PermissionDenied
    return reading
