from dataclasses import replace

from analysis.coding.codebooks.differences import Change, Did, changes_between
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent

NOISE = ThemeContent("noise", "Noise", ("hypothesis",), "Wrong labels.", examples=("one",))
MORE = ThemeContent("more", "More data", ("action",))
AREA = AreaContent("causes", "Causes", themes=(NOISE, MORE))
BOOK = CodebookContent("book", "Book", areas=(AREA,))


def book(*areas: AreaContent, themes: tuple[ThemeContent, ...] = ()) -> CodebookContent:
    return CodebookContent("book", "Book", areas=areas, themes=themes)


def test_equal_books_have_no_changes() -> None:
    assert changes_between(BOOK, BOOK) == ()


def test_order_alone_is_no_change() -> None:
    assert changes_between(BOOK, book(replace(AREA, themes=(MORE, NOISE)))) == ()


def test_what_came_and_went_is_told_with_its_name() -> None:
    after = book(replace(AREA, themes=(NOISE, ThemeContent("less", "Less data"))))
    assert changes_between(BOOK, after) == (
        Change(Did.REMOVED, "theme", "more", "More data"),
        Change(Did.ADDED, "theme", "less", "Less data"),
    )


def test_a_theme_that_left_its_area_has_moved_and_keeps_its_key() -> None:
    after = book(replace(AREA, themes=(NOISE,)), themes=(replace(MORE, name="More of it"),))
    assert changes_between(BOOK, after) == (
        Change(Did.MOVED, "theme", "more", "More of it", before="Causes", after=""),
        Change(Did.RENAMED, "theme", "more", "More of it", before="More data", after="More of it"),
    )


def test_each_redefined_part_is_told_apart() -> None:
    changed = replace(NOISE, definition="Labels.", types=(), examples=("one", "two"))
    after = book(replace(AREA, themes=(changed, MORE)))
    parts = {change.part: (change.before, change.after) for change in changes_between(BOOK, after)}
    assert parts == {
        "types": ("hypothesis", ""),
        "definition": ("Wrong labels.", "Labels."),
        "examples": ("one", "one\ntwo"),
    }


def test_an_area_that_went_into_another_has_moved_and_paths_are_told() -> None:
    inner = AreaContent("data", "Data", themes=(NOISE,))
    before = book(replace(AREA, themes=(MORE,)), inner)
    after = book(AREA, replace(inner, parent="causes", themes=()))
    assert changes_between(before, after) == (
        Change(Did.MOVED, "area", "data", "Data", before="", after="Causes"),
        Change(Did.MOVED, "theme", "noise", "Noise", before="Data", after="Causes"),
    )
    back = changes_between(after, book(AREA, replace(inner, parent="causes", themes=(MORE,))))
    assert back[-1].after == "Causes › Data"


def test_areas_change_like_themes() -> None:
    after = book(replace(AREA, name="Reasons", description="Why."), AreaContent("new", "New"))
    assert [(change.did, change.kind, change.key) for change in changes_between(BOOK, after)] == [
        (Did.RENAMED, "area", "causes"),
        (Did.REDEFINED, "area", "causes"),
        (Did.ADDED, "area", "new"),
    ]
    assert [change.did for change in changes_between(after, BOOK)] == [
        Did.REMOVED,
        Did.RENAMED,
        Did.REDEFINED,
    ]
