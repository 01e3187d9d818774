"""Rounds that were planned already: renamed, extended, and deleted while they are empty."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from analysis.coding.cases.codable import codable
from analysis.coding.cases.gather import gather_cases
from analysis.coding.codebooks.models import Theme
from analysis.coding.memos.models import Memo
from analysis.coding.rounds.models import CodingRound, Reading, RoundCase, Stage
from analysis.coding.rounds.plan import require_one_kind
from analysis.coding.rounds.round_locks import lock_round
from analysis.errors import NothingToCode, NotMixed, UnfitName, WrongStage
from survey.population import Population

LONGEST_TITLE = 200

UNTIL_COMPARED = (Stage.WORKSHOP, Stage.INDEPENDENT)
UNTIL_CLOSED = (*UNTIL_COMPARED, Stage.COMPARISON, Stage.CONSENSUS)


@transaction.atomic
def rename_round(coding_round: CodingRound, *, title: str) -> None:
    coding_round = lock_round(coding_round, *Stage)
    title = " ".join(title.split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise UnfitName(f"A round needs a title, of at most {LONGEST_TITLE} characters.")
    coding_round.title = title
    coding_round.save(update_fields=["title"])


@transaction.atomic
def extend_round(
    coding_round: CodingRound, *, together: Sequence[str], apart: Sequence[str]
) -> None:
    """Add cases by their labels, behind those of the round.

    Those coded `together` after the workshop are late ones, coded jointly until the round is
    closed. Those coded `apart` are added until the round is compared; every coder who has finished
    goes on coding. Raises NothingToCode for a case that is not there or in the round already.
    """
    # In the order in which a comparison locks them.
    coders = list(coding_round.coders.select_for_update().order_by("pk"))
    coding_round = lock_round(coding_round, *(UNTIL_COMPARED if apart else UNTIL_CLOSED))
    labels = [*together, *apart]
    if len(set(labels)) < len(labels):
        raise NothingToCode("Choose for everybody one of both: together, or apart.")
    population = Population.SIMULATED if coding_round.synthetic else Population.PEOPLE
    study = coding_round.codebook.study
    gather_cases(study, population)
    cases = {case.label: case for case in codable(study, population).filter(label__in=labels)}
    there = set(coding_round.members.values_list("case__label", flat=True))
    if unfit := sorted((set(labels) - set(cases)) | (set(labels) & there)):
        raise NothingToCode(
            f"{', '.join(unfit)} cannot be added: in the round already, or not to be coded any "
            "more. Choose from the list as it is now."
        )
    if require_one_kind(coding_round.codebook, [cases[label] for label in labels]) != (
        coding_round.synthetic
    ):
        raise NotMixed("Simulated participants are never coded together with real ones.")
    last = coding_round.members.aggregate(last=Max("position"))["last"] or 0
    is_late = coding_round.stage != Stage.WORKSHOP
    RoundCase.objects.bulk_create(
        RoundCase(
            round=coding_round,
            case=cases[label],
            joint=label in together,
            late=label in together and is_late,
            position=position,
        )
        for position, label in enumerate(labels, start=last + 1)
    )
    if apart:
        for coder in coders:
            coder.finished_at = None
            coder.save(update_fields=["finished_at"])


@transaction.atomic
def delete_round(coding_round: CodingRound) -> None:
    """Delete a round in which nobody has done anything. Raises WrongStage for any other one."""
    list(coding_round.coders.select_for_update().order_by("pk"))
    coding_round = lock_round(coding_round, *Stage)
    work = (
        coding_round.codings,
        coding_round.decisions,
        coding_round.agreements,
        Reading.objects.filter(coder__round=coding_round),
        Theme.objects.filter(coder__round=coding_round),
        Memo.objects.filter(coder__round=coding_round),
    )
    if any(done.exists() for done in work):
        raise WrongStage(
            "Somebody has worked in this round, so it stays. Rename it, or close it; a round that "
            "is not closed counts nowhere in the results."
        )
    coding_round.delete()
