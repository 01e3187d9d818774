"""Themes are merged with their codings, and apart again."""

import pytest

from analysis.coding.codebooks.merge_split import merge_themes, retire_theme, split_theme
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.codebooks.themes import add_theme
from analysis.coding.visibility import revealed
from analysis.errors import ChangedMeanwhile, ThemeGone
from analysis.models import Coding, CodingRound, Standing, Theme
from tests.analysis.coding.rounds.decided_rounds import items
from tests.analysis.coding_world import BY, CodingWorld
from tests.survey.crowd import at_once
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_of_two_who_merge_the_same_theme_one_wins_and_nothing_else_changes(
    compared: CodingRound, coding: CodingWorld
) -> None:
    book, theme = coding.codebook, coding.guid("mislabeled_data")
    merge_themes(book, theme, into=coding.guid("class_overlap"), by="ann", now=NOON)
    with pytest.raises(ThemeGone, match="merged into “Class overlap” meanwhile"):
        merge_themes(book, theme, into=coding.guid("small_dataset_size"), by="ben", now=NOON)
    assert book.operations.count() == 2
    items_by_theme = items(compared)
    assert "mislabeled_data" not in items_by_theme
    assert items_by_theme["class_overlap"].is_shared


def test_a_merge_moves_codings_without_repeating_them_and_is_undone_whole(
    compared: CodingRound, coding: CodingWorld
) -> None:
    def every() -> set[tuple[object, ...]]:
        return set(revealed(compared).values_list("guid", "theme__key"))

    before, book = every(), coding.codebook
    merged = merge_themes(
        book,
        coding.guid("small_dataset_size"),
        into=coding.guid("class_overlap"),
        by="ann",
        now=NOON,
    )
    assert {key for _, key in every()} == {"class_overlap", "mislabeled_data"}
    undo_operation(book, merged.guid, by="ann", now=NOON)
    assert every() == before
    with pytest.raises(ChangedMeanwhile):
        undo_operation(book, merged.guid, by="ben", now=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_merge_at_the_same_moment_one_wins(coding: CodingWorld) -> None:
    coding.code(coding.ann, "mislabeled_data")
    coding.decide()
    book, theme = coding.codebook, coding.guid("mislabeled_data")
    targets = [coding.guid("class_overlap"), coding.guid("small_dataset_size")]

    def merge(number: int) -> bool:
        try:
            merge_themes(book, theme, into=targets[number], by=str(number), now=NOON)
        except ThemeGone:
            return False
        return True

    won = at_once([lambda: merge(0), lambda: merge(1)])
    assert sorted(won) == [False, True]
    assert Theme.objects.get(guid=theme).merged_into is not None
    moved = Coding.objects.get(coder__isnull=False)
    assert moved.theme.guid == targets[won.index(True)]
    assert book.operations.count() == 2


def coded_theme(coding: CodingWorld) -> None:
    """Class overlap with two codes, of which one stands under mislabeled data as well."""
    book, above = coding.codebook, coding.guid("class_overlap")
    further = [str(coding.guid("mislabeled_data"))]
    add_theme(book, beneath=above, fields={"name": "Twins", "also_in": further}, **BY)
    add_theme(book, beneath=above, fields={"name": "Blur"}, **BY)


def test_codes_move_with_a_theme_that_is_merged_and_back(coding: CodingWorld) -> None:
    coded_theme(coding)
    book, into = coding.codebook, coding.theme("mislabeled_data")
    operation = merge_themes(book, coding.guid("class_overlap"), into=into.guid, **BY)
    assert {code.key for code in into.codes.all()} == {"twins", "blur"}
    assert coding.theme("twins").also_in == []
    undo_operation(book, operation.guid, **BY)
    assert coding.theme("twins").parent == coding.theme("class_overlap")
    assert coding.theme("twins").also_in == [str(into.guid)]


def test_codes_of_a_theme_that_is_taken_out_go_too_unless_they_stand_elsewhere(
    coding: CodingWorld,
) -> None:
    coded_theme(coding)
    retire_theme(coding.codebook, coding.guid("class_overlap"), **BY)
    assert coding.theme("twins").parent == coding.theme("mislabeled_data")
    assert coding.theme("blur").standing == Standing.RETIRED


def test_a_code_is_merged_into_a_code_and_a_theme_not_into_its_own(coding: CodingWorld) -> None:
    coded_theme(coding)
    book = coding.codebook
    merge_themes(book, coding.guid("blur"), into=coding.guid("twins"), **BY)
    assert coding.theme("blur").merged_into == coding.theme("twins")
    with pytest.raises(ChangedMeanwhile, match="nor into a code beneath it"):
        merge_themes(book, coding.guid("class_overlap"), into=coding.guid("twins"), **BY)


def test_a_part_of_a_code_is_a_code_beside_it(coding: CodingWorld) -> None:
    coded_theme(coding)
    split_theme(coding.codebook, coding.guid("twins"), fields={"name": "Cousins"}, codings=[], **BY)
    part = coding.theme("cousins")
    assert (part.parent, part.also_in) == (
        coding.theme("class_overlap"),
        coding.theme("twins").also_in,
    )
