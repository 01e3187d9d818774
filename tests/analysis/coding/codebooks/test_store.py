"""Codebooks are stored of one study each, and brought up to their file."""

from dataclasses import replace

import pytest

from analysis.coding.codebooks.store import new_codebook, store_codebook
from analysis.errors import CodebookElsewhere, NameTaken
from analysis.models import Codebook
from analysis.statistics.themes.codebook import CodebookContent, ThemeContent
from survey.models import Study
from tests.analysis.coding_world import BY
from tests.world import World

pytestmark = pytest.mark.django_db

BOOK = CodebookContent("book", "Book", themes=(ThemeContent("a", "A"), ThemeContent("b", "B")))


def test_a_file_is_stored_then_unchanged_then_changed_and_what_it_lacks_stays(
    world: World,
) -> None:
    study = world.founding.study
    shorter = replace(BOOK, title="Shorter", themes=BOOK.themes[:1])
    longer = replace(BOOK, themes=(*BOOK.themes, ThemeContent("c", "C")))
    results = [store_codebook(book, study, **BY) for book in (BOOK, BOOK, shorter, longer)]
    assert [result.outcome for result in results] == ["stored", "unchanged", "unchanged", "changed"]
    assert [result.not_in_file for result in results] == [(), (), ("B",), ()]


def test_a_slug_belongs_to_one_study(world: World) -> None:
    store_codebook(BOOK, world.founding.study, **BY)
    with pytest.raises(CodebookElsewhere, match="book is a codebook of"):
        store_codebook(BOOK, Study.objects.create(slug="another"), **BY)


def test_a_theme_cannot_get_the_name_of_one_that_stays(world: World) -> None:
    store_codebook(BOOK, world.founding.study, **BY)
    with pytest.raises(NameTaken):
        store_codebook(replace(BOOK, themes=(ThemeContent("c", "b"),)), world.founding.study, **BY)


def test_a_new_codebook_is_empty(world: World) -> None:
    codebook = new_codebook(world.founding.study, slug="empty", title="Empty")
    assert Codebook.objects.get() == codebook
    assert not codebook.themes.exists()
