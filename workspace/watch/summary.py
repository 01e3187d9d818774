"""How many came to each of many studies and whether it is open, for cards and for the live page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from analysis.records.interview_list import recorded_by_study
from survey.participation.arrivals import midnight
from survey.participation.flow import began_since, study_flows
from survey.population import Population
from survey.studies.enrolment_window import Phase, enrolment_states
from survey.studies.models import Study, StudyKind


@dataclass(frozen=True)
class Summary:
    """Where a study stands: its people, without pilots; `simulated` began too, and are no people.

    In a study of interviews `completed` counts the participants who are recorded. `began_today`
    counts from midnight in UTC. `phase` and `quota` are None where no enrolment window was ever
    set, as in every study of interviews.
    """

    completed: int = 0
    taking_part: int = 0
    began: int = 0
    began_today: int = 0
    simulated: int = 0
    phase: Phase | None = None
    quota: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.OPEN


def summary(studies: Collection[Study], now: datetime) -> dict[int, Summary]:
    """By the primary key of each study. At most twelve queries, however many studies there are."""
    surveys = [study for study in studies if study.kind == StudyKind.SURVEY]
    interviews = [study for study in studies if study.kind == StudyKind.INTERVIEWS]
    return _of_surveys(surveys, now) | _of_interviews(interviews)


def _of_surveys(studies: Collection[Study], now: datetime) -> dict[int, Summary]:
    if not studies:
        return {}
    flows = study_flows(studies, Population.PEOPLE)
    simulated = study_flows(studies, Population.SIMULATED)
    today = began_since(studies, Population.PEOPLE, midnight(now))
    windows = enrolment_states(studies, now=now)
    summaries = {}
    for study in studies:
        flow, window = flows[study.pk], windows.get(study.pk)
        summaries[study.pk] = Summary(
            completed=flow.completed,
            taking_part=flow.taking_part,
            began=flow.began,
            began_today=today.get(study.pk, 0),
            simulated=simulated[study.pk].began,
            phase=window.phase if window else None,
            quota=window.quota if window else None,
            opens_at=window.opens_at if window else None,
            closes_at=window.closes_at if window else None,
        )
    return summaries


def _of_interviews(studies: Collection[Study]) -> dict[int, Summary]:
    if not studies:
        return {}
    recorded = recorded_by_study(studies)
    summaries = {}
    for study in studies:
        people = recorded.get((study.pk, Population.PEOPLE), 0)
        simulated = recorded.get((study.pk, Population.SIMULATED), 0)
        summaries[study.pk] = Summary(completed=people, began=people, simulated=simulated)
    return summaries
