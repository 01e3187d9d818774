"""The counts that the pages of a study show, for programs."""

from dataclasses import asdict
from datetime import datetime

from analysis.api.answers import Enrolment, InterviewCounts, PageCounts, State, SurveyCounts
from analysis.interviews.read import interview_sample
from analysis.records.people import analysis_flow, median_seconds_to_complete, participants
from survey.participation.drop_off import PageFlow, page_flow
from survey.population import Population
from survey.studies.enrolment_window import EnrolmentState, Phase, enrolment_state
from survey.studies.models import Study, StudyKind, StudyVersion

_STATES: dict[Phase, State] = {
    Phase.NOT_YET: "not yet open",
    Phase.OPEN: "open",
    Phase.FULL: "full",
    Phase.CLOSED: "closed",
}


def state_of(study: Study, *, now: datetime) -> State:
    if study.archived_at is not None:
        return "archived"
    if study.kind == StudyKind.INTERVIEWS:
        return "interviews"
    window = enrolment_state(study, now=now)
    return _STATES[window.phase] if window else "closed"


def counts_of(
    version: StudyVersion, population: Population, *, now: datetime
) -> SurveyCounts | InterviewCounts:
    """Of all versions of its study, with pages as this version has them."""
    if version.study.kind == StudyKind.INTERVIEWS:
        return _of_interviews(version, population)
    return _of_survey(version, population, now=now)


def _of_survey(version: StudyVersion, population: Population, *, now: datetime) -> SurveyCounts:
    study = version.study
    flow = analysis_flow(study, population)
    pages = page_flow(participants(study, population), version.survey)
    window = enrolment_state(study, now=now)
    return SurveyCounts(
        study=study.slug,
        population=population,
        screened_out=dict(flow.screened_out),
        began=flow.began,
        taking_part=flow.taking_part,
        completed=flow.completed,
        stopped=flow.stopped,
        withdrew=flow.withdrew,
        expired=dict(flow.expired),
        excluded=dict(flow.excluded),
        without_choice=flow.without_choice,
        analysed=flow.analysed,
        median_seconds=median_seconds_to_complete(study, population),
        enrolment=_enrolment(window) if window else None,
        pages=[_page(page) for page in pages],
    )


def _enrolment(window: EnrolmentState) -> Enrolment:
    return Enrolment.model_validate(asdict(window))


def _page(page: PageFlow) -> PageCounts:
    return PageCounts(
        page=page.name,
        title=page.title,
        scenario=page.scenario,
        shown=page.shown,
        submitted=page.submitted,
        left=page.left,
        median_seconds=page.seconds,
    )


def _of_interviews(version: StudyVersion, population: Population) -> InterviewCounts:
    sample = interview_sample(version.study, population)
    return InterviewCounts(
        study=version.study.slug,
        population=population,
        planned=version.definition.target_sample_size,
        consented=sample.consented,
        recorded=len(sample.people),
        withdrawn=sample.withdrawn,
        expired=sample.expired,
        interviews=sum(len(person.transcripts) for person in sample.people),
        without_interview=sum(not person.transcripts for person in sample.people),
    )
