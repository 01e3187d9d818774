"""Rounds whose agreement is known, up to the consensus and closed."""

from analysis.coding.desk.apply_codes import Segment
from analysis.coding.rounds.comparison import Item, comparisons
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.stages import close
from analysis.models import CodingRound, Verdict
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON


def coded(coding: CodingWorld) -> CodingRound:
    """In the first case both find one theme and each one more; in the second one theme alone."""
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 2))
    coding.code(coding.ben, "class_overlap", unit_index=1)
    coding.code(coding.ann, "mislabeled_data")
    coding.code(coding.ben, "changing_label_to_correct")
    coding.code(coding.ann, "class_overlap", case=1)
    return coding.decide()


def settled(coding: CodingWorld) -> CodingRound:
    coding_round = coded(coding)
    for comparison in comparisons(coding_round):
        for item in comparison.items:
            if item.is_open:
                case = next(case for case in coding.cases if case.pk == comparison.case)
                decide(
                    coding_round,
                    case,
                    item.theme.guid,
                    Verdict.ACCEPT,
                    by=coding.ann,
                    now=NOON,
                    reason="Both say so.",
                )
    close(coding_round, now=NOON)
    return CodingRound.objects.get(pk=coding_round.pk)


def items(coding_round: CodingRound) -> dict[str, Item]:
    """What was found in the first case, by the keys of themes."""
    return {item.theme.key: item for item in comparisons(coding_round)[0].items}
