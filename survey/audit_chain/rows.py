"""What somebody submitted, row by row as plain values: what chains are made of and held against."""

from collections.abc import Iterable
from typing import Any

from survey.audit_chain.models import Anchor
from survey.design.path import TRIAL, Section
from survey.participation.models import (
    Answer,
    CheckAttempt,
    Choice,
    Exploration,
    PageVisit,
    Participant,
    State,
    Trial,
)

Rows = dict[str, Any]
"""The content of each row by its name, which is unique within a submission."""


CONSENT, END = "consent", "end"
"""The subjects of the first and the last submission."""


def consent_rows(participant: Participant, trials: Iterable[Trial]) -> Rows:
    """The first submission: the consent itself, and what was given in return."""
    consent = {
        "version": participant.version.digest,
        "consented_at": participant.consented_at,
        "text": participant.consent_digest,
        "language": participant.consent_language,
        "population": participant.population,
    }
    return {"participant": consent} | {
        f"trial {trial.scenario}": [
            trial.position,
            trial.bundle,
            trial.error,
            trial.seed,
            *([trial.options] if trial.options else []),  # none was drawn by earlier versions
        ]
        for trial in trials
    }


def page_rows(visit: PageVisit, answers: Iterable[Answer], choice: Choice | None = None) -> Rows:
    """A page, with its answers or with the choice of its trial."""
    rows: Rows = {"page": [visit.page, visit.shown_at, visit.submitted_at]}
    rows |= {answer_name(each): each.value for each in answers}
    return rows | ({"choice": [choice.exploration.position, choice.chosen_at]} if choice else {})


def answer_name(answer: Answer) -> str:
    scenario = f" ({answer.scenario})" if answer.scenario else ""
    return f"answer to {answer.question}{scenario}"


def apply_rows(row: Exploration) -> Rows:
    return {"Apply": [row.position, row.action, row.metric, row.number, row.applied_at]}


def attempt_rows(row: CheckAttempt) -> Rows:
    return {"attempt": [row.chosen, row.passed, row.attempted_at]}


def ended_rows(participant: Participant) -> Rows:
    return {"participant": [participant.state, participant.ended_at]}


def apply_subject(scenario: str, position: int) -> str:
    return f"Apply {position} in {scenario}"


def attempt_subject(number: int) -> str:
    return f"comprehension check {number}"


def anchored(anchor: Anchor) -> dict[str, Any]:
    """What the digest of an anchor covers, besides its number and the digest before."""
    stone = anchor.tombstone
    return {
        "kind": str(anchor.kind),
        "chain": anchor.chain_id,
        "length": anchor.length,
        "head": anchor.head,
        "tombstone": [stone.pk, stone.withdrawn_at, stone.beginning] if stone else None,
    }


def submissions_of(participant: Participant) -> dict[str, Rows]:
    """Everything that is stored as submitted, by its subject."""
    trials = list(participant.trials.all())
    answers, choices = list(participant.answers.all()), {}
    found: dict[str, Rows] = {}
    for trial in trials:
        choices[f"{Section.SCENARIO}.{trial.scenario}.{TRIAL}"] = getattr(trial, "choice", None)
        for row in trial.explorations.all():
            found[apply_subject(trial.scenario, row.position)] = apply_rows(row)
    for number, attempt in enumerate(participant.attempts.all(), start=1):
        found[attempt_subject(number)] = attempt_rows(attempt)
    for visit in participant.visits.all():
        given = [each for each in answers if each.visit_id == visit.pk]
        choice = choices.pop(visit.page, None)
        if visit.submitted_at or given or choice:
            found[f"page {visit.page}"] = page_rows(visit, given, choice)
    visits = {each.pk for each in participant.visits.all()}
    strays = [each for each in answers if each.visit_id not in visits]
    found |= {f"{answer_name(each)} on nobody's page": {} for each in strays}
    inclusion = found.pop(f"page {Section.INCLUSION}", {})
    found[CONSENT] = consent_rows(participant, trials) | inclusion
    if participant.state != State.ACTIVE or participant.ended_at:
        found[END] = ended_rows(participant)
    return found
