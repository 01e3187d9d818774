"""Which versions of a study asked the same under a key, and which asked something else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from survey.design.definition import SurveyDefinition
from survey.design.meaning import same_meaning
from survey.design.path import Section
from survey.design.question_types.base import BaseQuestion


@dataclass(frozen=True)
class QuestionForm:
    """A question, and the versions in which an answer to it means the same.

    The section and the words are those of the newest of these versions, whose labels come newest
    first. `scenario` is empty outside of one. `is_newest` says whether no later version asks
    something else under its key. `is_identifying` holds where any of the versions says so.
    """

    section: Section
    scenario: str
    question: BaseQuestion
    versions: tuple[str, ...]
    is_newest: bool
    is_identifying: bool

    @property
    def label(self) -> str:
        """Tells it from other forms under its key: empty for the newest, else its version."""
        return "" if self.is_newest else self.versions[0]


def question_forms(versions: Iterable[tuple[str, SurveyDefinition]]) -> tuple[QuestionForm, ...]:
    """The forms of the questions outside of inclusion and check.

    `versions` are labels with definitions, the newest first. Questions come in the order of the
    path, those of the newest version first; older forms follow the newest one.
    """
    forms: dict[tuple[str, str], list[QuestionForm]] = {}
    for label, definition in versions:
        for section, scenario, question in _asked(definition):
            _add(forms.setdefault((scenario, question.key), []), section, scenario, question, label)
    return tuple(form for of_key in forms.values() for form in of_key)


def _add(
    known: list[QuestionForm], section: Section, scenario: str, question: BaseQuestion, label: str
) -> None:
    for index, form in enumerate(known):
        if same_meaning(question, form.question):
            known[index] = replace(
                form,
                versions=(*form.versions, label),
                is_identifying=form.is_identifying or question.identifying,
            )
            return
    is_newest = not known
    known.append(
        QuestionForm(section, scenario, question, (label,), is_newest, question.identifying)
    )


def _asked(definition: SurveyDefinition) -> Iterator[tuple[Section, str, BaseQuestion]]:
    pages = [(Section.BACKGROUND, "", page) for page in definition.background]
    pages += [(Section.CLOSING, "", page) for page in definition.closing]
    pages += [
        (Section.FOLLOW_UP, scenario, page)
        for scenario in definition.scenarios
        for page in definition.follow_up_of(scenario)
    ]
    for section, scenario, page in pages:
        for question in page.questions:
            yield section, scenario, question
