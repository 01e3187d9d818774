"""What participants said of themselves in closed questions, as attributes of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.path import Section
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant
from survey.studies.models import Study, StudyKind, StudyVersion

CLOSED = {AnswerKind.OPTION, AnswerKind.OPTIONS, AnswerKind.NUMBER}


@dataclass(frozen=True)
class BackgroundQuestion:
    """A closed question of the background that cannot tell who somebody is.

    `key` is the question's, with a version behind it, such as years_2.0, where a later version
    asks something else under the same key. `values` are what can be answered, in the order shown;
    empty for a number that is typed in.
    """

    key: str
    text: str
    values: tuple[str, ...]


def background_questions(study: Study) -> tuple[BackgroundQuestion, ...]:
    """Those of all versions, in the order of the newest one, in one query; none of interviews."""
    return tuple(
        BackgroundQuestion(_key(form), _text(form), tuple(form.question.options_by_key().values()))
        for form in _forms(study)
    )


def background_answers(
    study: Study, people: QuerySet[Participant]
) -> Mapping[int, Mapping[str, tuple[str, ...]]]:
    """The answers of each participant by primary key and by `BackgroundQuestion.key`.

    They are the texts of options, without what was written in, or a number; one, or as many as
    were ticked. Takes two queries.
    """
    forms = {
        (version, form.question.key): form for form in _forms(study) for version in form.versions
    }
    rows = Answer.objects.filter(
        participant__in=people, scenario="", question__in={question for _version, question in forms}
    )
    columns = ("participant", "participant__version__label", "question", "value")
    answers: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for participant, version, question, value in rows.order_by().values_list(*columns):
        # Another version may ask something open, or identifying, under the same key.
        if (form := forms.get((version, question))) is not None:
            answers[participant][_key(form)] = tuple(_read(form, value))
    return dict(answers)


def _forms(study: Study) -> list[QuestionForm]:
    versions = StudyVersion.objects.filter(study=study, study__kind=StudyKind.SURVEY)
    forms = question_forms((version.label, version.survey) for version in versions)
    return [
        form
        for form in forms
        if form.section is Section.BACKGROUND
        and form.question.answer_kind in CLOSED
        and not form.is_identifying
    ]


def _key(form: QuestionForm) -> str:
    return f"{form.question.key}_{form.label}" if form.label else form.question.key


def _text(form: QuestionForm) -> str:
    return f"{form.question.text} ({form.label})" if form.label else form.question.text


def _read(form: QuestionForm, value: object) -> Iterator[str]:
    texts = form.question.options_by_key()
    match value:
        case {"option": str(option)}:
            yield texts.get(option, option)
        case {"options": list(options)}:
            yield from (texts.get(option, option) for option in options)
        case int() | float():
            yield texts.get(str(value), f"{value:g}")
