"""Coding rounds planned: whose words, which codebook, who codes, what is coded together first."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from analysis.coding.cases.codable import codable
from analysis.coding.cases.gather import gather_cases
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound, RoundCase, RoundCoder
from analysis.coding.rounds.stages import begin_independent, next_number
from analysis.errors import NothingToCode, NotMixed
from analysis.records.people import excluded


@transaction.atomic
def plan_round_over(
    codebook: Codebook,
    *,
    title: str,
    joint: Sequence[str],
    apart: Sequence[str],
    coders: Iterable[User],
    simulated: bool,
    now: datetime,
) -> CodingRound:
    """A new round over cases by their labels, which are prepared where nobody coded them yet."""
    gather_cases(codebook.study, simulated=simulated)
    cases = {case.label: case for case in codable(codebook.study, simulated=simulated)}
    together = [cases[label] for label in joint]
    alone = [cases[label] for label in apart]
    return plan_round(
        codebook, title=title, cases=[*together, *alone], joint=together, coders=coders, now=now
    )


@transaction.atomic
def plan_round(
    codebook: Codebook,
    *,
    title: str,
    cases: Sequence[Case],
    coders: Iterable[User],
    now: datetime,
    joint: Iterable[Case] = (),
) -> CodingRound:
    """A new round at its workshop, which a round without joint cases leaves at once.

    Raises NothingToCode without a case or a coder, or where a case belongs to another study, and
    NotMixed where simulated participants would be coded with real ones.
    """
    together, people = {case.pk for case in joint}, list(coders)
    synthetic = _require_one_kind(codebook, cases)
    if not people:
        raise NothingToCode("A round needs a coder. Choose at least one account.")
    planned = CodingRound.objects.create(
        codebook=codebook,
        number=next_number(codebook),
        title=title,
        synthetic=synthetic,
        planned_at=now,
    )
    RoundCase.objects.bulk_create(
        RoundCase(round=planned, case=case, joint=case.pk in together, position=position)
        for position, case in enumerate(cases, start=1)
    )
    RoundCoder.objects.bulk_create(RoundCoder(round=planned, user=user) for user in people)
    if not together:
        begin_independent(planned, now=now)
        planned.refresh_from_db()
    return planned


def _require_one_kind(codebook: Codebook, cases: Sequence[Case]) -> bool:
    if not cases:
        raise NothingToCode("A round needs somebody to code. Choose at least one participant.")
    if any(case.study_id != codebook.study_id for case in cases):
        raise NothingToCode("A round codes one study. Choose participants of the codebook's study.")
    left_out = excluded(codebook.study).filter(
        participant__in=[each.participant_id for each in cases]
    )
    if left_out.exists():
        raise NothingToCode("Somebody chosen was left out of the study. Choose without them.")
    if len(kinds := {case.synthetic for case in cases}) > 1:
        raise NotMixed(
            "Simulated participants are never coded together with real ones. "
            "Plan a round for each of them."
        )
    return kinds.pop()
