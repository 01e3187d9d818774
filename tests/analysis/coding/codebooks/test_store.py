"""Codebooks are stored of one study each, and brought up to their file."""

from dataclasses import replace

import pytest

from analysis.coding.codebooks.contents import live_codebook
from analysis.coding.codebooks.store import new_codebook, store_codebook
from analysis.errors import CodeBeneathCode, CodebookElsewhere, NameTaken
from analysis.models import Codebook
from analysis.statistics.themes.codebook import CodebookContent, Mark, ThemeContent, ThemeType
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


def test_a_code_that_would_hold_codes_is_refused_whole(world: World) -> None:
    code = ThemeContent("c", "C")
    study = world.founding.study
    held = replace(BOOK, themes=(replace(BOOK.themes[0], codes=(code,)), BOOK.themes[1]))
    store_codebook(held, study, **BY)
    nested = replace(BOOK, themes=(replace(BOOK.themes[1], codes=(BOOK.themes[0],)),))
    with pytest.raises(CodeBeneathCode, match="“A” would be a code, and holds the code “C”"):
        store_codebook(nested, study, **BY)
    assert live_codebook(Codebook.objects.get()) == held


def test_types_and_marks_that_a_file_lacks_stay(world: World) -> None:
    study = world.founding.study
    typed = replace(BOOK, types=(ThemeType("x", "X"),), marks=(Mark("m", "M"),))
    store_codebook(typed, study, **BY)
    store_codebook(replace(BOOK, types=(ThemeType("y", "Y"),)), study, **BY)
    book = live_codebook(Codebook.objects.get())
    assert [type_.key for type_ in book.types] == ["y", "x"]
    assert book.marks == typed.marks
