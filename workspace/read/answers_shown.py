"""Answers in the words that people read: on a page, and as rows of a file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.coding.cases.question_texts import names_of_axes
from analysis.coding.visibility import Account
from analysis.records.answer_search import Words
from analysis.records.asked_questions import AskedQuestion
from analysis.records.question_answers import Asked, GivenAnswer, given_answers
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.design.piping import in_brackets
from survey.design.question_types.base import BaseQuestion
from survey.population import Population
from survey.studies.models import Study
from workspace.read.answers_codes import codes_in

HEADINGS = {
    Section.BACKGROUND: "Before the scenarios",
    Section.FOLLOW_UP: "After a scenario",
    Section.CLOSING: "At the end",
}

CHUNK = 500


def question_words(question: BaseQuestion, versions: Mapping[str, SurveyDefinition]) -> str:
    """What a question says; where it repeats what somebody chose, it says what in brackets."""
    newest = next(iter(versions.values()))
    return in_brackets(question.text, names_of_axes(newest))


def setting_words(one: GivenAnswer, versions: Mapping[str, SurveyDefinition]) -> str:
    """The setting submitted in the scenario, as the list of settings calls it; or empty."""
    if one.setting is None:
        return ""
    return versions[one.version].space_of(one.scenario).short_words(one.setting)


def scenario_words(one: GivenAnswer, versions: Mapping[str, SurveyDefinition]) -> str:
    return versions[one.version].scenarios[one.scenario].title if one.scenario else ""


@dataclass(frozen=True)
class Shown:
    """An answer on a page: `parts` are the words, each with whether it was searched for.

    `wording` is what the question said to the participant where it says something else now.
    """

    label: str
    population: str
    number: int
    scenario: str
    setting: str
    version: str
    question: str
    place: str
    key: str
    wording: str
    excluded: str
    parts: tuple[tuple[str, bool], ...]
    codes: tuple[str, ...]


def shown(
    one: GivenAnswer,
    versions: Mapping[str, SurveyDefinition],
    words: Words,
    codes: tuple[str, ...],
    population: Population,
) -> Shown:
    newest = question_words(one.asked.newest, versions)
    own = question_words(one.form.question, versions)
    return Shown(
        label=one.label,
        population=str(population),
        number=one.number,
        scenario=scenario_words(one, versions),
        setting=setting_words(one, versions),
        version=one.version if len(versions) > 1 else "",
        question=newest,
        place=one.asked.place,
        key=one.asked.key,
        wording=own if own != newest else "",
        excluded=one.excluded,
        parts=tuple(words.marked(one.form.question.readable(one.value))),
        codes=codes,
    )


def sections(
    questions: Sequence[AskedQuestion],
    newest: SurveyDefinition,
    is_withheld: Callable[[AskedQuestion], bool],
) -> list[tuple[str, list[tuple[AskedQuestion, str, str, bool]]]]:
    """Headings with their questions: words, the scenarios that ask it, and whether withheld."""
    names = names_of_axes(newest)
    titles = {key: one.title for key, one in newest.scenarios.items()}
    listed: dict[str, list[tuple[AskedQuestion, str, str, bool]]] = {}
    for question in questions:
        scenarios = [titles.get(key, key) for key in question.scenarios if key]
        where = ", ".join(scenarios) if 0 < len(scenarios) < len(titles) else ""
        words = in_brackets(question.newest.text, names)
        row = (question, words, where, is_withheld(question))
        listed.setdefault(HEADINGS[question.section], []).append(row)
    return list(listed.items())


def header() -> tuple[str, ...]:
    return (
        "participant",
        "version",
        "scenario",
        "setting",
        "question",
        "answer",
        "excluded",
        "codes",
    )


def csv_rows(
    study: Study,
    asked: Asked,
    versions: Mapping[str, SurveyDefinition],
    keys: Sequence[int],
    user: Account,
) -> Iterator[tuple[str, ...]]:
    """The rows of the file, read some hundred at a time."""
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        codes = codes_in(some, user)
        for one in given_answers(study, asked, some):
            yield (
                one.label,
                one.version,
                scenario_words(one, versions),
                setting_words(one, versions),
                question_words(one.form.question, versions),
                one.form.question.readable(one.value),
                one.excluded,
                "; ".join(codes.get(one.answer, ())),
            )
