"""Codings move with their themes, and not while a round is coded independently."""

import pytest

from analysis.coding.codebooks.merge_split import merge_themes, retire_theme, split_theme
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.desk.apply_codes import remove_coding, undo
from analysis.coding.rounds.plan import plan_round
from analysis.errors import CodebookInUse
from analysis.models import Coding, CodingRound
from tests.analysis.coding_world import BY, CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_no_theme_is_taken_out_while_a_round_is_blind_whether_or_not_it_occurs(
    coding: CodingWorld,
) -> None:
    coding.code(coding.ann, "class_overlap")
    for key in ("class_overlap", "mislabeled_data"):
        with pytest.raises(CodebookInUse, match="Round 1: First is being coded independently"):
            retire_theme(coding.codebook, coding.guid(key), **BY)


def test_a_split_takes_the_chosen_codings_along_and_back(
    coding: CodingWorld, compared: CodingRound
) -> None:
    own = Coding.objects.get(round=compared, coder__user=coding.ann, theme__key="mislabeled_data")
    split = split_theme(
        coding.codebook, own.theme.guid, fields={"name": "Noise"}, codings=[own.guid], **BY
    )
    own.refresh_from_db()
    assert own.theme.name == "Noise"
    undo_operation(coding.codebook, split.guid, **BY)
    own.refresh_from_db()
    assert own.theme.key == "mislabeled_data"


def test_codings_of_a_theme_that_is_taken_out_rest_until_it_is_back(
    coding: CodingWorld, compared: CodingRound
) -> None:
    retired = retire_theme(coding.codebook, coding.guid("mislabeled_data"), **BY)
    codings = Coding.objects.filter(round=compared, theme__key="mislabeled_data")
    assert not codings.filter(live=True).exists()
    undo_operation(coding.codebook, retired.guid, **BY)
    assert codings.filter(live=True).count() == 1


def test_what_was_taken_back_in_a_workshop_does_not_return_under_a_merged_theme(
    coding: CodingWorld,
) -> None:
    cases = coding.cases
    coding.__dict__["round"] = plan_round(
        coding.codebook, title="W", cases=cases, joint=cases[:1], coders=[coding.ann], now=NOON
    )
    ann = coding.part(coding.ann)
    coding.code(coding.ann, "class_overlap")
    remove_coding(ann, coding.code(coding.ann, "mislabeled_data").guid)
    into = coding.guid("class_overlap")
    merge_themes(coding.codebook, coding.guid("mislabeled_data"), into=into, **BY)
    while step := ann.steps.first():
        undo(ann, step.guid)
    assert not coding.round.codings.filter(live=True).exists()
