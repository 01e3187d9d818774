"""Rounds whose agreement is known, up to the consensus and closed."""

from analysis.coding.desk.apply_codes import WHOLE, Segment, apply_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.rounds.comparison import Item, comparisons
from analysis.coding.rounds.consensus import decide
from analysis.coding.rounds.reconcile import take_in
from analysis.coding.rounds.stages import close
from analysis.models import CodingRound, Theme, Verdict
from tests.analysis.coding_world import BY, CodedStudy
from tests.world import NOON


def coded(coding: CodedStudy) -> CodingRound:
    """In the first case both find one theme and each one more; in the second one theme alone."""
    coding.code(coding.ann, "class_overlap", segment=Segment(0, 2))
    coding.code(coding.ben, "class_overlap", unit_index=1)
    coding.code(coding.ann, "mislabeled_data")
    coding.code(coding.ben, "changing_label_to_correct")
    coding.code(coding.ann, "class_overlap", case=1)
    return coding.decide()


def settled(coding: CodedStudy) -> CodingRound:
    return closed(coding, coded(coding))


def closed(coding: CodedStudy, coding_round: CodingRound) -> CodingRound:
    """Everything that is open accepted, and the round closed."""
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


TWINS = ("Ask an expert", "Look at neighbours", "Check the source")


def coded_with_twins(coding: CodedStudy) -> CodingRound:
    """Both propose the same three themes apart, and find each in the same words of one case.

    Of the themes of the codebook four are found by both, and seven by one of them.
    """
    for case, themes in enumerate(
        (("class_overlap", "mislabeled_data"), *[("class_overlap",)] * 2)
    ):
        for key in themes:
            coding.code(coding.ann, key, case=case)
            coding.code(coding.ben, key, case=case)
    for case in (1, 2):
        coding.code(coding.ann, "mislabeled_data", case=case)
    for case in (0, 1, 2):
        coding.code(coding.ann, "small_dataset_size", case=case)
    for case in (0, 1):
        coding.code(coding.ben, "changing_label_to_correct", case=case)
    for case, name in enumerate(TWINS):
        for who in (coding.ann, coding.ben):
            part = coding.part(who)
            theme = propose_theme(part, name=name, definition="")
            apply_theme(part, coding.unit(case), theme.guid, WHOLE, now=NOON)
    return coding.decide()


def twins(coding: CodedStudy, name: str) -> tuple[Theme, Theme]:
    """The theme of this name that ann proposed, and ben's."""
    of_ann, of_ben = Theme.objects.filter(name=name, coder__isnull=False).order_by("pk")
    return of_ann, of_ben


def reconcile(coding: CodedStudy, name: str) -> None:
    """Make one theme of the codebook of the two that have this name."""
    both = [theme.guid for theme in twins(coding, name)]
    take_in(coding.round, both, area=None, name=name, **BY)


def items(coding_round: CodingRound) -> dict[str, Item]:
    """What was found in the first case, by the keys of themes."""
    return {item.theme.key: item for item in comparisons(coding_round)[0].items}
