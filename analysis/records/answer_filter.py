"""Whose answers somebody wants to read, as a query."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet

from analysis.records.asked_questions import AskedQuestion
from analysis.records.column_queries import stored_text
from analysis.records.people import analysed, answered
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant, Trial
from survey.population import Population
from survey.studies.models import Study

ANALYSED, EXCLUDED = "analysed", "excluded"

Group = tuple[str, tuple[tuple[str, str], ...]]
"""The heading of some choices, empty for none, and their values with their words."""

BETWEEN = ":"
"""Between an axis and its level, or a question and an option; neither key has it."""


@dataclass(frozen=True)
class AnswerFilter:
    """What a reader narrows answers to; empty fields narrow nothing.

    `first` is the scenario that somebody began with, `level` an axis and a level submitted, and
    `background` a question and an option chosen there. `option` is one of the question itself.
    """

    who: str = ""
    scenario: str = ""
    first: str = ""
    level: str = ""
    background: str = ""
    version: str = ""
    option: str = ""

    def query(self, **others: str) -> str:
        """As it stands in an address, together with other values."""
        return urlencode({name: value for name, value in (vars(self) | others).items() if value})


def offered_filters(
    versions: Mapping[str, SurveyDefinition],
    questions: tuple[AskedQuestion, ...],
    asked: AskedQuestion | None = None,
) -> dict[str, tuple[Group, ...]]:
    """What each field can be, by the newest version's words. `versions` are the newest first.

    Fields that could not tell anybody apart are missing. `asked` is the question that is read.
    """
    newest = next(iter(versions.values()))
    scenarios = tuple((key, one.title) for key, one in newest.scenarios.items())
    here = [one for one in scenarios if asked is None or one[0] in asked.scenarios]
    offered: dict[str, tuple[Group, ...]] = {
        "who": (("", ((ANALYSED, "analysed"), (EXCLUDED, "excluded"))),),
        "scenario": (("", tuple(here)),) if len(here) > 1 else (),
        "first": (("", scenarios),) if len(scenarios) > 1 else (),
        "level": tuple(_levels(newest)),
        "background": tuple(_background(questions, asked)),
        "version": (
            (("", tuple((label, label) for label in versions)),) if len(versions) > 1 else ()
        ),
        "option": _options(asked) if asked else (),
    }
    return {name: groups for name, groups in offered.items() if groups}


def _levels(study: SurveyDefinition) -> list[Group]:
    axes = {key: axis for one in study.scenarios for key, axis in study.space_of(one).axes.items()}
    return [
        (
            axis.title,
            tuple((f"{key}{BETWEEN}{level}", one.title) for level, one in axis.levels.items()),
        )
        for key, axis in axes.items()
    ]


def _background(questions: tuple[AskedQuestion, ...], asked: AskedQuestion | None) -> list[Group]:
    """Closed questions about the person that are not identifying."""
    return [
        (
            question.newest.text,
            tuple(
                (f"{question.key}{BETWEEN}{key}", text)
                for key, text in question.newest.options_by_key().items()
            ),
        )
        for question in questions
        if question.section is Section.BACKGROUND
        and question != asked
        and question.newest.options_by_key()
        and not question.is_identifying
    ]


def _options(asked: AskedQuestion) -> tuple[Group, ...]:
    """Those of all forms, as the newest words them."""
    options: dict[str, str] = {}
    for form in asked.forms:
        options = dict(form.question.options_by_key()) | options
    return (("", tuple(options.items())),) if options else ()


def read_answer_filter(
    sent: Mapping[str, str], offered: Mapping[str, tuple[Group, ...]]
) -> AnswerFilter:
    """The filter that an address names; what is not offered counts as missing."""
    known = {
        name: {value for _heading, choices in groups for value, _words in choices}
        for name, groups in offered.items()
    }
    values = {field.name: sent.get(field.name, "") for field in fields(AnswerFilter)}
    return AnswerFilter(
        **{name: value for name, value in values.items() if value in known.get(name, ())}
    )


def people_wanted(
    study: Study, population: Population, chosen: AnswerFilter, asked: Mapping[str, AskedQuestion]
) -> QuerySet[Participant]:
    """Of those who completed or stopped. `asked` are questions outside of scenarios, by key."""
    people = analysed(study, population) if chosen.who == ANALYSED else answered(study, population)
    if chosen.who == EXCLUDED:
        people = people.filter(exclusion__isnull=False)
    if chosen.version:
        people = people.filter(version__label=chosen.version)
    if chosen.first:
        first = Trial.objects.filter(participant=OuterRef("pk"), position=1, scenario=chosen.first)
        people = people.filter(Exists(first))
    if chosen.background:
        key, _between, option = chosen.background.partition(BETWEEN)
        given = Answer.objects.filter(participant=OuterRef("pk"), scenario="", question=key)
        people = people.filter(Exists(given.filter(chose(asked[key], option))))
    return people


def answers_wanted(
    people: QuerySet[Participant], chosen: AnswerFilter, asked: Iterable[AskedQuestion]
) -> QuerySet[Answer]:
    """The answers of these people to some questions."""
    wanted = Q(pk__in=())
    for question in asked:
        scenarios = [one for one in question.scenarios if chosen.scenario in ("", one)]
        wanted |= Q(question=question.key, scenario__in=scenarios)
    answers = Answer.objects.filter(wanted, participant__in=people)
    return _with_level(answers, chosen)


def _with_level(answers: QuerySet[Answer], chosen: AnswerFilter) -> QuerySet[Answer]:
    """Those of participants who submitted the level: in the answer's scenario, or else in any."""
    if not chosen.level:
        return answers
    axis, _between, level = chosen.level.partition(BETWEEN)
    key = f"choice__exploration__setting__{axis}"
    trials = Trial.objects.filter(participant=OuterRef("participant"), **{key: level})
    here = trials.filter(scenario=OuterRef("scenario"))
    return answers.filter(Q(Exists(here)) | Q(scenario="") & Q(Exists(trials)))


def chose(asked: AskedQuestion, option: str) -> Q:
    """Whether an answer has an option, by the form that its own version asks."""
    kinds = {form.question.answer_kind for form in asked.forms}
    matches = Q(pk__in=())
    if AnswerKind.OPTION in kinds:
        matches |= Q(value__option=option)
    if AnswerKind.NUMBER in kinds and option.isdecimal():
        matches |= Q(value=int(option))
    if AnswerKind.OPTIONS in kinds:
        # Neither database looks into a list in the same way: options are what ends as a part of it.
        written = json.dumps(option)
        listed = Answer.objects.alias(text=stored_text("value")).filter(
            Q(text__contains=f"{written},") | Q(text__contains=f"{written}]"), pk=OuterRef("pk")
        )
        matches |= Q(value__has_key="options") & Q(Exists(listed))
    return matches
