"""How a participant was asked what they answered, in the words of their version of the study."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.coding.cases.models import Case
from survey.design.path import participant_path


@dataclass(frozen=True)
class Wording:
    """The text of each question and the title of each scenario, by key."""

    questions: Mapping[str, str]
    scenarios: Mapping[str, str]


def wording(case: int) -> Wording:
    """Empty for a transcript, in which nobody filled in anything."""
    row = Case.objects.select_related("participant__version").get(pk=case)
    if row.participant is None:
        return Wording({}, {})
    study = row.participant.definition
    pages = participant_path(study, list(study.scenarios))
    questions = {question.key: question.text for page in pages for question in page.questions}
    return Wording(questions, {key: each.title for key, each in study.scenarios.items()})
