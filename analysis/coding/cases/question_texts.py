"""The questions that a participant answered, as their version of the study words them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.coding.cases.models import Case
from survey.design.definition import SurveyDefinition
from survey.design.path import participant_path
from survey.design.piping import in_brackets


@dataclass(frozen=True)
class QuestionTexts:
    """The text of each question and the title of each scenario, by key."""

    questions: Mapping[str, str]
    scenarios: Mapping[str, str]


NO_TEXTS = QuestionTexts({}, {})
"""Those of a transcript."""


def question_texts(case: int) -> QuestionTexts:
    """The texts for a case by its primary key; without any for a transcript."""
    return texts_of_all(Case.objects.select_related("participant__version").filter(pk=case))


def texts_of_all(cases: Iterable[Case]) -> QuestionTexts:
    """The texts for all of the cases, those of the last version where versions word them anew.

    Costs a query a case unless `participant__version` was selected with the rows.
    """
    studies = {
        case.participant.version_digest: case.participant.definition
        for case in cases
        if case.participant is not None
    }
    texts = [texts_of(study) for study in studies.values()]
    return QuestionTexts(
        questions={key: words for one in texts for key, words in one.questions.items()},
        scenarios={key: title for one in texts for key, title in one.scenarios.items()},
    )


def texts_of(study: SurveyDefinition) -> QuestionTexts:
    """The texts of a version. Where one repeats what somebody chose, it says what in brackets."""
    pages = participant_path(study, list(study.scenarios))
    names = names_of_axes(study)
    return QuestionTexts(
        questions={
            question.key: in_brackets(question.text, names)
            for page in pages
            for question in page.questions
        },
        scenarios={key: scenario.title for key, scenario in study.scenarios.items()},
    )


def names_of_axes(study: SurveyDefinition) -> dict[str, str]:
    """What to call the axes, by their keys."""
    spaces = [study.space_of(scenario) for scenario in study.scenarios]
    return {key: axis.name for space in spaces for key, axis in space.axes.items()}
