"""The questions of a study by their keys, in whatever versions and scenarios they are asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from analysis.records.question_forms import QuestionForm, question_forms
from survey.design.definition import SurveyDefinition
from survey.design.path import Section
from survey.design.question_types.base import AnswerKind, BaseQuestion

IN_SCENARIOS, OUTSIDE = "scenarios", "around"
"""Where a question is asked: after every scenario, or before and after them."""

_ORDER = (Section.BACKGROUND, Section.FOLLOW_UP, Section.CLOSING)


@dataclass(frozen=True)
class AskedQuestion:
    """A question under its key. Scenarios may share it, and versions may have worded it anew.

    `forms` are those of all scenarios, the newest of each first. Where any version says that an
    answer could tell who somebody is, no answer to it is shown without the right to that.
    """

    place: str
    key: str
    forms: tuple[QuestionForm, ...]

    @cached_property
    def newest(self) -> BaseQuestion:
        """As the newest version that asks it does, in the first scenario where it is asked."""
        return self.forms[0].question

    @property
    def section(self) -> Section:
        return self.forms[0].section

    @cached_property
    def scenarios(self) -> tuple[str, ...]:
        """The keys of the scenarios; one that is empty for a question outside of them."""
        return tuple(dict.fromkeys(form.scenario for form in self.forms))

    @property
    def is_identifying(self) -> bool:
        return any(form.is_identifying for form in self.forms)

    @property
    def has_words(self) -> bool:
        """Whether any form is answered in one's own words, or has a line to write in."""
        return any(
            form.question.answer_kind is AnswerKind.TEXT or form.question.form_field().write_in
            for form in self.forms
        )

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str], QuestionForm]:
        """The form by scenario and the label of a version."""
        return {(form.scenario, version): form for form in self.forms for version in form.versions}


def asked_questions(
    versions: Iterable[tuple[str, SurveyDefinition]],
) -> tuple[AskedQuestion, ...]:
    """Those outside of inclusion and check, in the order of the path.

    `versions` are labels with definitions, the newest first.
    """
    by_key: dict[tuple[str, str], list[QuestionForm]] = {}
    for form in question_forms(versions):
        place = IN_SCENARIOS if form.scenario else OUTSIDE
        by_key.setdefault((place, form.question.key), []).append(form)
    questions = [AskedQuestion(*place, tuple(forms)) for place, forms in by_key.items()]
    return tuple(sorted(questions, key=lambda question: _ORDER.index(question.section)))
