"""The state of coding in a study: who is in no round yet, and how far every round is."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from analysis.coding.cases.codable import codable
from analysis.coding.rounds.agreement import Told, claims_agreement, reported_agreement
from analysis.coding.rounds.models import CodingRound, RoundCase, RoundCoder
from analysis.coding.rounds.progress import (
    CoderProgress,
    cases_done,
    coder_progress,
    visible_coders,
)
from analysis.coding.visibility import Account
from analysis.records.free_texts import with_free_text
from analysis.records.people import excluded
from survey.population import Population
from survey.studies.models import Study


@dataclass(frozen=True)
class RoundState:
    """A round by its primary key; `together` and `apart` count cases.

    `progress` is that of the coders whose progress the reader may see. `agreement` is the figure
    that the study reports, None until the round is compared.
    """

    round: int
    name: str
    codebook: str
    stage: str
    together: int
    apart: int
    progress: tuple[CoderProgress, ...]
    agreement: Told | None


@dataclass(frozen=True)
class CodingState:
    """`waiting` counts people and interviews with something to code that are in no round.

    A study that codes reflexively `claims_agreement` in no round.
    """

    waiting: int
    claims_agreement: bool
    rounds: tuple[RoundState, ...]


def coding_state(
    study: Study, user: Account, population: Population, *, runs_rounds: bool
) -> CodingState:
    """Takes a fixed number of queries, however many people and rounds there are."""
    rounds = tuple(
        CodingRound.objects.filter(
            codebook__study=study, synthetic=population is Population.SIMULATED
        )
        .select_related("codebook")
        .order_by("codebook__slug", "number")
    )
    members = RoundCase.objects.filter(round__in=rounds).order_by()
    counts = members.values_list("round", "joint").annotate(Count("pk"))
    sizes = {(coding_round, joint): size for coding_round, joint, size in counts}
    claims = claims_agreement(study)
    agreement = reported_agreement(rounds) if claims else {}
    progress = _progress(rounds, sizes, user, runs_rounds=runs_rounds)
    return CodingState(
        waiting=_waiting(study, population),
        claims_agreement=claims,
        rounds=tuple(
            RoundState(
                round=coding_round.pk,
                name=str(coding_round),
                codebook=str(coding_round.codebook),
                stage=coding_round.get_stage_display(),
                together=sizes.get((coding_round.pk, True), 0),
                apart=sizes.get((coding_round.pk, False), 0),
                progress=progress[coding_round.pk],
                agreement=agreement.get(coding_round.pk),
            )
            for coding_round in rounds
        ),
    )


def _progress(
    rounds: tuple[CodingRound, ...],
    sizes: dict[tuple[int, bool], int],
    user: Account,
    *,
    runs_rounds: bool,
) -> dict[int, tuple[CoderProgress, ...]]:
    """The progress that an account may see, by the primary key of each round."""
    coders: dict[int, list[RoundCoder]] = defaultdict(list)
    for coder in RoundCoder.objects.filter(round__in=rounds).select_related("user"):
        coders[coder.round_id].append(coder)
    visible = {
        coding_round.pk: visible_coders(coders[coding_round.pk], user, runs_rounds=runs_rounds)
        for coding_round in rounds
    }
    done = cases_done([coder for of_round in visible.values() for coder in of_round])
    return {
        pk: tuple(coder_progress(coder, done, sizes.get((pk, False), 0)) for coder in of_round)
        for pk, of_round in visible.items()
    }


def _waiting(study: Study, population: Population) -> int:
    """People become cases only when a round is planned; before that their answers count."""
    in_a_round = RoundCase.objects.filter(case__participant=OuterRef("pk"))
    people = (
        with_free_text(study, population)
        .filter(~Exists(in_a_round))
        .exclude(pk__in=excluded(study).values("participant"))
    )
    interviews = codable(study, population).filter(participant=None, memberships=None)
    return people.count() + interviews.count()
