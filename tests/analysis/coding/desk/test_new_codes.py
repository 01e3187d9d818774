"""Themes made while coding are one coder's own, under names of their own."""

from uuid import uuid4

import pytest

from analysis.coding.desk.apply_codes import apply_theme
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.own_themes import edit_own_theme
from analysis.coding.rounds.measuring import ROLLED_UP, measure_agreement
from analysis.coding.rounds.models import Basis
from analysis.coding.visibility import themes_of
from analysis.errors import CodeBeneathCode, NameTaken, NotYours, ThemeGone, UnfitName
from analysis.models import Standing
from tests.analysis.coding_world import CodingWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_two_coders_mint_the_same_name_without_learning_of_each_other(
    coding: CodingWorld,
) -> None:
    ann, ben = coding.part(coding.ann), coding.part(coding.ben)
    mine = propose_theme(ann, name=" Weather ", type_key="hypothesis", definition="")
    theirs = propose_theme(ben, name="weather", definition="")
    assert {mine.standing, theirs.standing} == {Standing.PROPOSED}
    with pytest.raises(NameTaken):
        propose_theme(ann, name="WEATHER", definition="")
    with pytest.raises(NameTaken):
        propose_theme(ben, name="class overlap", definition="")
    with pytest.raises(NotYours):
        apply_theme(ann, coding.unit(), theirs.guid, now=NOON)


def test_a_theme_without_a_name_or_with_too_long_a_one_is_refused(coding: CodingWorld) -> None:
    ann = coding.part(coding.ann)
    for name in ("", " \n", "a" * 201):
        with pytest.raises(UnfitName, match="at most 200"):
            propose_theme(ann, name=name, definition="")
    assert propose_theme(ann, name="a" * 200, definition="").name == "a" * 200


def test_a_code_is_proposed_beneath_a_theme_of_the_codebook(coding: CodingWorld) -> None:
    ann = coding.part(coding.ann)
    above = coding.guid("class_overlap")
    code = propose_theme(ann, name="Twins", beneath=above)
    names = [theme.full_name for theme in themes_of(ann)]
    assert names.index("Class overlap › Twins") == names.index("Class overlap") + 1
    with pytest.raises(CodeBeneathCode, match="“Twins” is new itself"):
        propose_theme(ann, name="Triplets", beneath=code.guid)


def test_what_another_coder_proposed_cannot_be_told_from_what_is_not_there(
    coding: CodingWorld,
) -> None:
    theirs = propose_theme(coding.part(coding.ben), name="Twins")
    ann = coding.part(coding.ann)
    refusals = []
    for guid in (theirs.guid, uuid4()):
        with pytest.raises(ThemeGone) as refused:
            propose_theme(ann, name="Triplets", beneath=guid)
        refusals.append(str(refused.value))
    assert refusals[0] == refusals[1]


def test_a_proposal_is_not_placed_beneath_another_one(coding: CodingWorld) -> None:
    ann = coding.part(coding.ann)
    one, other = (propose_theme(ann, name=name) for name in ("Twins", "Blur"))
    with pytest.raises(CodeBeneathCode, match="“Blur” is new itself"):
        edit_own_theme(ann, one.guid, beneath=other.guid, fields={"name": "Twins"})
    one.refresh_from_db()
    assert one.parent is None


def test_coders_who_gave_different_codes_of_one_theme_agree_on_it(coding: CodingWorld) -> None:
    above = coding.guid("class_overlap")
    for user, name in ((coding.ann, "Twins"), (coding.ben, "Blur")):
        code = propose_theme(coding.part(user), name=name, beneath=above)
        apply_theme(coding.part(user), coding.unit(), code.guid, now=NOON)
    coding.compare()
    report = measure_agreement(coding.round, Basis.AS_CODED).report
    assert report.of("jaccard").value == 1
    assert "class_overlap" in [theme.key for theme in report.themes]
    assert not {"twins", "blur"} & {theme.key for theme in report.themes}
    assert ROLLED_UP in report.warnings
