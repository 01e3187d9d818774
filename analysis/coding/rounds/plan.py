"""Coding rounds planned: which cases, which codebook, which coders, and what is coded jointly."""

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
from survey.population import Population


@transaction.atomic
def plan_round_over(
    codebook: Codebook,
    *,
    title: str,
    joint: Sequence[str],
    apart: Sequence[str],
    coders: Iterable[User],
    population: Population,
    now: datetime,
) -> CodingRound:
    """Plan a round over cases by their labels; cases that nobody coded yet are made first.

    A label that a form sent twice counts once.
    """
    gather_cases(codebook.study, population)
    cases = {case.label: case for case in codable(codebook.study, population)}
    joint_cases = [cases[label] for label in dict.fromkeys(joint)]
    return plan_round(
        codebook,
        title=title,
        cases=[*joint_cases, *(cases[label] for label in dict.fromkeys(apart))],
        joint=joint_cases,
        coders=coders,
        now=now,
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
    """Make a round; it begins with a workshop where some of its cases are coded jointly.

    Raises NothingToCode without a case or a coder, or where a case belongs to another study, and
    NotMixed where simulated participants would be coded together with real ones.
    """
    joint_cases, accounts = {case.pk for case in joint}, list(coders)
    synthetic = require_one_kind(codebook, cases)
    if not accounts:
        raise NothingToCode("A round needs a coder. Choose at least one account.")
    coding_round = CodingRound.objects.create(
        codebook=codebook,
        number=next_number(codebook),
        title=title,
        synthetic=synthetic,
        planned_at=now,
    )
    RoundCase.objects.bulk_create(
        RoundCase(round=coding_round, case=case, joint=case.pk in joint_cases, position=position)
        for position, case in enumerate(cases, start=1)
    )
    RoundCoder.objects.bulk_create(
        RoundCoder(round=coding_round, user=account) for account in accounts
    )
    if not joint_cases:
        begin_independent(coding_round, now=now)
        coding_round.refresh_from_db()
    return coding_round


def require_one_kind(codebook: Codebook, cases: Sequence[Case]) -> bool:
    """Whether the cases are synthetic."""
    if not cases:
        raise NothingToCode("A round needs somebody to code. Choose at least one participant.")
    if any(case.study_id != codebook.study_id for case in cases):
        raise NothingToCode("A round codes one study. Choose participants of the codebook's study.")
    participants = [case.participant_id for case in cases]
    if excluded(codebook.study).filter(participant__in=participants).exists():
        raise NothingToCode("Somebody chosen was left out of the study. Choose without them.")
    if len(kinds := {case.synthetic for case in cases}) > 1:
        raise NotMixed(
            "Simulated participants are never coded together with real ones. "
            "Plan a round for each of them."
        )
    return kinds.pop()
