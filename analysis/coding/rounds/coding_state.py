"""How coding goes in a study: whose words are in no round yet, and how every round stands."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from analysis.coding.cases.codable import codable, text_questions
from analysis.coding.rounds.agreement import reported_agreement
from analysis.coding.rounds.models import CodingRound, Reading, RoundCase, RoundCoder
from analysis.coding.rounds.progress import CoderProgress, progress_shown
from analysis.coding.visibility import Account
from analysis.records.people import ANSWERED, excluded, people
from analysis.statistics.agreement.records import AgreementValue
from survey.participation.models import Answer
from survey.studies.models import Study, StudyVersion


@dataclass(frozen=True)
class RoundState:
    """`together` and `apart` count cases; `progress` is as `overview` tells it.

    `agreement` is the figure the study reports, None until the round is compared.
    """

    round: int
    name: str
    codebook: str
    stage: str
    together: int
    apart: int
    progress: tuple[CoderProgress, ...]
    agreement: AgreementValue | None


@dataclass(frozen=True)
class CodingState:
    """`waiting` counts people and interviews with words to code that are in no round."""

    waiting: int
    rounds: tuple[RoundState, ...]


def coding_state(study: Study, user: Account, *, simulated: bool, runs_rounds: bool) -> CodingState:
    """In a fixed number of queries, however many people and rounds there are."""
    rounds = tuple(
        CodingRound.objects.filter(codebook__study=study, synthetic=simulated)
        .select_related("codebook")
        .order_by("codebook__slug", "number")
    )
    members = RoundCase.objects.filter(round__in=rounds).order_by()
    sizes = {
        (coded, joint): size
        for coded, joint, size in members.values_list("round", "joint").annotate(Count("pk"))
    }
    agreement = reported_agreement(rounds)
    progress = _progress(rounds, sizes, user, runs_rounds=runs_rounds)
    return CodingState(
        waiting=_waiting(study, simulated=simulated),
        rounds=tuple(
            RoundState(
                round=each.pk,
                name=str(each),
                codebook=str(each.codebook),
                stage=each.get_stage_display(),
                together=sizes.get((each.pk, True), 0),
                apart=sizes.get((each.pk, False), 0),
                progress=progress[each.pk],
                agreement=agreement.get(each.pk),
            )
            for each in rounds
        ),
    )


def _progress(
    rounds: tuple[CodingRound, ...],
    sizes: dict[tuple[int, bool], int],
    user: Account,
    *,
    runs_rounds: bool,
) -> dict[int, tuple[CoderProgress, ...]]:
    coders: dict[int, list[RoundCoder]] = defaultdict(list)
    for coder in RoundCoder.objects.filter(round__in=rounds).select_related("user"):
        coders[coder.round_id].append(coder)
    shown = {
        each.pk: progress_shown(coders[each.pk], user, runs_rounds=runs_rounds) for each in rounds
    }
    everybody = [coder for some in shown.values() for coder in some]
    readings = Reading.objects.filter(coder__in=everybody).order_by()
    done = Counter(dict(readings.values_list("coder").annotate(Count("pk"))))
    return {
        coded: tuple(
            CoderProgress(
                coder.name,
                done[coder.pk],
                sizes.get((coded, False), 0),
                coder.finished_at,
                coder.excused_because,
                bool(coder.label),
            )
            for coder in some
        )
        for coded, some in shown.items()
    }


def _waiting(study: Study, *, simulated: bool) -> int:
    """People become cases when a round is planned; until then their answers say it."""
    in_a_round = RoundCase.objects.filter(case__participant=OuterRef("pk"))
    wrote = Answer.objects.filter(_text_answers(study), participant=OuterRef("pk"))
    participants = (
        people(study, simulated=simulated)
        .filter(Exists(wrote.exclude(value="")), ~Exists(in_a_round), state__in=ANSWERED)
        .exclude(pk__in=excluded(study).values("participant"))
    )
    interviews = codable(study, simulated=simulated).filter(participant=None, memberships=None)
    return participants.count() + interviews.count()


def _text_answers(study: Study) -> Q:
    """The answers in free text of every version; none where no version asks for any."""
    places = Q(pk__in=())
    for version in StudyVersion.objects.filter(study=study):
        definition = version.definition
        for scenario, question in text_questions(definition, list(definition.scenarios)):
            places |= Q(scenario=scenario, question=question)
    return places
