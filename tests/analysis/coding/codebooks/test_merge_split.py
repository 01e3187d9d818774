"""Themes are merged with their codings, and apart again."""

import pytest

from analysis.coding.codebooks.merge_split import merge_themes
from analysis.coding.codebooks.operations import undo_operation
from analysis.coding.visibility import revealed
from analysis.errors import ChangedMeanwhile, ThemeGone
from analysis.models import Coding, CodingRound, Theme
from tests.analysis.coding.rounds.decided_rounds import items
from tests.analysis.coding_world import CodingWorld
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
