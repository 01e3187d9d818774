"""Audit chains: what a person submits is tied to what they submitted before."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from core.prepared_query import PreparedQuery
from core.prepared_write import PreparedInsert
from survey.audit_chain.digests import (
    BEGINNING,
    anchor_digest,
    content_digest,
    link_digest,
    row_digests,
)
from survey.audit_chain.models import Anchor, Chain, Link
from survey.design.path import TRIAL, Section
from survey.enrolment.models import Tombstone
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
from survey.studies.models import StudyVersion

Rows = dict[str, Any]
"""The content of each row by its name, which is unique within a submission."""


CONSENT, END = "consent", "end"
"""The subjects of the first and the last submission."""


def consent_rows(participant: Participant, trials: Iterable[Trial]) -> Rows:
    """The rows of the first submission: the consent, and the trials that were allocated."""
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
            trial.options,
        ]
        for trial in trials
    }


def page_rows(visit: PageVisit, answers: Iterable[Answer], choice: Choice | None = None) -> Rows:
    """The rows of a page: its answers, or the choice of its trial."""
    rows: Rows = {"page": [visit.page, visit.shown_at, visit.submitted_at]}
    rows |= {answer_name(answer): answer.value for answer in answers}
    return rows | ({"choice": [choice.exploration.position, choice.chosen_at]} if choice else {})


def answer_name(answer: Answer) -> str:
    scenario = f" ({answer.scenario})" if answer.scenario else ""
    return f"answer to {answer.question}{scenario}"


def apply_rows(row: Exploration) -> Rows:
    return {"Apply": [row.position, row.setting, row.applied_at]}


def attempt_rows(row: CheckAttempt) -> Rows:
    return {"attempt": [row.chosen, row.passed, row.attempted_at]}


def ended_rows(participant: Participant) -> Rows:
    return {"participant": [participant.state, participant.ended_at]}


def apply_subject(scenario: str, position: int) -> str:
    return f"Apply {position} in {scenario}"


def attempt_subject(number: int) -> str:
    return f"comprehension check {number}"


def anchored(anchor: Anchor) -> dict[str, Any]:
    """What the digest of an anchor covers, besides its number and the digest before it."""
    stone = anchor.tombstone
    return {
        "kind": str(anchor.kind),
        "chain": anchor.chain_id,
        "length": anchor.length,
        "head": anchor.head,
        "tombstone": [stone.pk, stone.withdrawn_at, stone.beginning] if stone else None,
    }


def submissions_of(participant: Participant) -> dict[str, Rows]:
    """Everything that is stored as submitted by a participant, by its subject."""
    trials = list(participant.trials.all())
    answers, choices = list(participant.answers.all()), {}
    submissions: dict[str, Rows] = {}
    for trial in trials:
        choices[f"{Section.SCENARIO}.{trial.scenario}.{TRIAL}"] = getattr(trial, "choice", None)
        for row in trial.explorations.all():
            submissions[apply_subject(trial.scenario, row.position)] = apply_rows(row)
    for number, attempt in enumerate(participant.attempts.all(), start=1):
        submissions[attempt_subject(number)] = attempt_rows(attempt)
    for visit in participant.visits.all():
        page_answers = [answer for answer in answers if answer.visit_id == visit.pk]
        choice = choices.pop(visit.page, None)
        if visit.submitted_at or page_answers or choice:
            submissions[f"page {visit.page}"] = page_rows(visit, page_answers, choice)
    visits = {page_visit.pk for page_visit in participant.visits.all()}
    strays = [answer for answer in answers if answer.visit_id not in visits]
    submissions |= {f"{answer_name(stray)} on nobody's page": {} for stray in strays}
    inclusion = submissions.pop(f"page {Section.INCLUSION}", {})
    submissions[CONSENT] = consent_rows(participant, trials) | inclusion
    if participant.state != State.ACTIVE or participant.ended_at:
        submissions[END] = ended_rows(participant)
    return submissions


SALT_BYTES = 16


def begin_chain(version: StudyVersion) -> Chain:
    """A new chain for a person who enrols. Their consent becomes its first link."""
    return Chain.objects.create(version=version)


def add_link(participant: Participant, subject: str, rows: Mapping[str, Any]) -> None:
    """Append a submission, row by row, to the participant's chain, if they have one."""
    chain = participant.chain_id
    if chain is None:
        return
    last = _end_of(chain)
    previous, number = (last.digest, last.number + 1) if last else (BEGINNING, 1)
    salt = secrets.token_hex(SALT_BYTES)
    digests = row_digests(salt, rows)
    content = content_digest(salt, subject, digests)
    _append(
        Link(
            chain_id=chain,
            number=number,
            subject=subject,
            salt=salt,
            rows=digests,
            content=content,
            digest=link_digest(previous, number, content),
        )
    )


def end_chain(participant: Participant, kind: Anchor.Kind) -> None:
    """Append the last link, which says how and when a participant ended, and anchor it."""
    if participant.chain_id is None:
        return
    add_link(participant, END, ended_rows(participant))
    add_anchor(participant.version, participant.chain_id, kind)


def add_anchor(
    version: StudyVersion, chain: int, kind: Anchor.Kind, *, tombstone: Tombstone | None = None
) -> None:
    """Append an anchor to the chain of the version: how long a person's chain is now."""
    last = _end_of(chain)
    before = Anchor.objects.filter(version=version).order_by("-number").first()
    previous, number = (before.digest, before.number + 1) if before else (BEGINNING, 1)
    anchor = Anchor(
        version=version,
        number=number,
        kind=kind,
        chain_id=chain,
        tombstone=tombstone,
        length=last.number if last else 0,
        head=last.digest if last else BEGINNING,
    )
    anchor.digest = anchor_digest(previous, number, anchored(anchor))
    anchor.save()


def forget_contents(chain: int) -> None:
    """Empty the links of a chain of everything but their digests, which reveal nothing."""
    Link.objects.filter(chain_id=chain).update(subject="", salt="", rows={})


def _end_of(chain: int) -> Link | None:
    return next(iter(_last_link(chain)), None)


_append = PreparedInsert(Link)
_last_link = PreparedQuery(
    lambda chain: Link.objects.filter(chain=chain).only("number", "digest").order_by("-number")[:1]
)
