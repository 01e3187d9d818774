"""The questions that a participant answered, as their version of the study words them."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.coding.cases.models import Case
from survey.design.path import participant_path


@dataclass(frozen=True)
class QuestionTexts:
    """The text of each question and the title of each scenario, by key."""

    questions: Mapping[str, str]
    scenarios: Mapping[str, str]


NO_TEXTS = QuestionTexts({}, {})
"""Those of a transcript."""


def question_texts(case: int) -> QuestionTexts:
    """The texts for a case by its primary key; without any for a transcript."""
    participant = Case.objects.select_related("participant__version").get(pk=case).participant
    if participant is None:
        return NO_TEXTS
    study = participant.definition
    pages = participant_path(study, list(study.scenarios))
    return QuestionTexts(
        questions={question.key: question.text for page in pages for question in page.questions},
        scenarios={key: scenario.title for key, scenario in study.scenarios.items()},
    )
