"""What waits in the coding rounds of somebody's studies."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db.models import Q
from django.urls import reverse

from analysis.coding.codebooks.models import Standing, Theme
from analysis.coding.permissions import RUN_ROUNDS
from analysis.coding.rounds.models import CodingRound, Reading, RoundCase, RoundCoder, Stage
from survey.members.access import Account, studies_where
from survey.studies.models import Study
from workspace.frame.waiting import Waiting


def coding_waiting(studies: Collection[Study], user: Account) -> Mapping[int, list[Waiting]]:
    """By the study's primary key. At most eight queries, however many studies and rounds."""
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for study, one in (*_own(studies, user), *_led(studies, user)):
        waiting[study].append(one)
    return waiting


def _own(studies: Collection[Study], user: Account) -> Iterator[tuple[int, Waiting]]:
    """The rounds in which the account has something to code."""
    parts = list(
        RoundCoder.objects.filter(
            user=user.pk,
            round__codebook__study__in=studies,
            round__stage=Stage.INDEPENDENT,
            finished_at=None,
            excused_at=None,
        ).select_related("round__codebook")
    )
    rounds = [part.round_id for part in parts]
    sizes = Counter(
        RoundCase.objects.filter(round__in=rounds, joint=False).values_list("round", flat=True)
    )
    done = Counter(Reading.objects.filter(coder__in=parts).values_list("coder", flat=True))
    for part in parts:
        left = sizes[part.round_id] - done[part.pk]
        what = f"{left} of {sizes[part.round_id]} to code" if left else "say that you are done"
        yield part.round.codebook.study_id, _in_round(part.round, what)


def _led(studies: Collection[Study], user: Account) -> Iterator[tuple[int, Waiting]]:
    """The rounds that somebody can take further: who leads them, and who coded in them later on."""
    own = set(studies_where(user, RUN_ROUNDS).values_list("pk", flat=True))
    led = Q(codebook__study__in=[one for one in studies if one.pk in own])
    coded = RoundCoder.objects.filter(user=user.pk, excused_at=None).values("round")
    settled_together = Q(stage__in=(Stage.COMPARISON, Stage.CONSENSUS), pk__in=coded)
    rounds = list(
        CodingRound.objects.filter(led | settled_together, codebook__study__in=studies)
        .exclude(stage__in=(Stage.WORKSHOP, Stage.CLOSED))
        .select_related("codebook")
        .order_by("codebook", "number")
    )
    ready = _ready_to_compare(rounds)
    themes = Counter(
        Theme.objects.filter(
            coder__round__in=rounds, coder__excused_at=None, standing=Standing.PROPOSED
        ).values_list("coder__round", flat=True)
    )
    for one in rounds:
        if one.stage == Stage.INDEPENDENT:
            what = "every coder is done, compare them" if one.pk in ready else ""
        elif one.stage == Stage.COMPARISON and themes[one.pk]:
            number = themes[one.pk]
            what = f"{number} theme{'s' * (number != 1)} to reconcile"
        else:
            what = "to be settled and closed"
        if what:
            yield one.codebook.study_id, _in_round(one, what)


def _ready_to_compare(rounds: Iterable[CodingRound]) -> set[int]:
    """The primary keys of rounds whose coders are all done or excused."""
    open_rounds: dict[int, bool] = {}
    coders = RoundCoder.objects.filter(round__in=rounds)
    for pk, finished, excused in coders.values_list("round", "finished_at", "excused_at"):
        open_rounds[pk] = open_rounds.get(pk, True) and bool(finished or excused)
    return {pk for pk, is_ready in open_rounds.items() if is_ready}


def _in_round(coding_round: CodingRound, what: str) -> Waiting:
    where = f"round {coding_round.number} of {coding_round.codebook}"
    if coding_round.synthetic:
        where += " (simulated)"
    address = reverse("admin:analysis_codinground_change", args=[coding_round.pk])
    return Waiting(f"{where}: {what}", address)
