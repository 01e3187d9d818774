"""Versions that ask the same share a form of a question, and others have forms of their own."""

from typing import Any

from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.design.question_types.number import Number
from survey.design.question_types.texts import LongText
from survey.design.questions import Question
from tests.world import founding_study

STUDY = founding_study().survey
YEARS = Number(type="number", key="years", text="How many years?", minimum=0, maximum=60)
MONTHS = YEARS.model_copy(update={"text": "How many months?", "maximum": 720.0})
WORDS = LongText(type="long_text", key="words", text="Anything else?")


def asking(*questions: Question, **changed: Any) -> SurveyDefinition:
    """A study that asks about people alone."""
    page = STUDY.background[0].model_copy(update={"questions": questions})
    nothing: dict[str, Any] = {"background": (page,), "closing": (), "scenarios": {}}
    return STUDY.model_copy(update=nothing | changed)


def keys(forms: tuple[QuestionForm, ...]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(form.question.key, form.versions, form.label) for form in forms]


def test_one_version_has_one_form_of_each_question() -> None:
    forms = question_forms([("2.0", STUDY)])
    pages = [*STUDY.background, *STUDY.closing]
    pages += [page for scenario in STUDY.scenarios for page in STUDY.follow_up_of(scenario)]
    assert [form.question for form in forms] == [
        question for page in pages for question in page.questions
    ]
    assert {(form.versions, form.label) for form in forms} == {(("2.0",), "")}


def test_a_form_has_the_newest_words_of_all_versions_that_ask_the_same() -> None:
    corrected = YEARS.model_copy(update={"text": "How many years"})
    (form,) = question_forms([("1.1", asking(YEARS)), ("1.0", asking(corrected))])
    assert form.question.text == "How many years?"
    assert (form.versions, form.is_newest) == (("1.1", "1.0"), True)


def test_an_earlier_form_follows_the_newest_and_is_labelled_by_its_version() -> None:
    forms = question_forms([("1.1", asking(YEARS, WORDS)), ("1.0", asking(WORDS, MONTHS))])
    assert keys(forms) == [
        ("years", ("1.1",), ""),
        ("years", ("1.0",), "1.0"),
        ("words", ("1.1", "1.0"), ""),
    ]


def test_a_change_that_was_undone_leaves_two_forms() -> None:
    versions = [("3", asking(YEARS)), ("2", asking(MONTHS)), ("1", asking(YEARS))]
    assert keys(question_forms(versions)) == [("years", ("3", "1"), ""), ("years", ("2",), "2")]


def test_a_question_that_only_an_older_version_asked_is_in_its_newest_form() -> None:
    versions = [("2", asking(WORDS)), ("1", asking(YEARS))]
    assert keys(question_forms(versions)) == [("words", ("2",), ""), ("years", ("1",), "")]


def test_a_form_that_any_version_withholds_is_withheld() -> None:
    identifying = YEARS.model_copy(update={"identifying": True})
    for versions in ([YEARS, identifying], [identifying, YEARS]):
        (form,) = question_forms(
            (str(number), asking(asked)) for number, asked in enumerate(versions)
        )
        assert form.is_identifying


def test_a_question_stands_where_the_newest_version_asks_it() -> None:
    page = STUDY.closing[0].model_copy(update={"questions": (WORDS,)})
    at_the_end = asking(YEARS, closing=(page,))
    forms = question_forms([("2", at_the_end), ("1", asking(YEARS, WORDS))])
    assert {form.question.key: form.section for form in forms} == {
        "years": Section.BACKGROUND,
        "words": Section.CLOSING,
    }
    assert {form.versions for form in forms} == {("2", "1")}


def test_scenarios_have_forms_of_their_own() -> None:
    forms = question_forms([("2.0", STUDY)])
    causes = [form for form in forms if form.question.key == "suspected_cause"]
    assert [(form.section, form.scenario) for form in causes] == [
        (Section.FOLLOW_UP, scenario) for scenario in STUDY.scenarios
    ]
