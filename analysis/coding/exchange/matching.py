"""The codes of a project, recognised in a codebook that is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.coding.exchange.codes import CodeTree, code_guid, numbered
from analysis.coding.exchange.types_and_marks import with_declarations_of
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, ThemeContent


@dataclass(frozen=True)
class Matched:
    """`book` is what to store, and `themes` holds the keys of its themes by the GUID of each code.

    `same` names the codes that a theme with the same GUID stands for, `alike` those that a theme
    of the same name and area stands for, and `new` those that become themes. `remarks` say what was
    left out of them.
    """

    book: CodebookContent
    themes: Mapping[str, str]
    same: tuple[str, ...]
    alike: tuple[str, ...]
    new: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def as_new(tree: CodeTree) -> Matched:
    names = tuple(theme.name for theme in tree.book.codable())
    return Matched(tree.book, tree.themes, (), (), names)


def matched(tree: CodeTree, into: CodebookContent) -> Matched:
    """A codebook as it is, with the codes that it lacks added, in the area of the same name.

    A code beneath another one is added beneath the theme that this one became.
    """
    brought = with_declarations_of(tree.book, into)
    guids = {code_guid(into, "theme", theme.key): theme.key for theme in into.codable()}
    names = {_name_in_area(area, theme): theme.key for area, theme in into.placed()}
    beneath = {(theme.key, code.name.casefold()): code.key for theme, code in into.codes()}
    codes = {key: guid for guid, key in tree.themes.items()}
    same, alike, new = [], [], []
    elsewhere: list[str] = []
    themes: dict[str, str] = {}
    book = replace(into, types=brought.types, marks=brought.marks)
    for area, theme in brought.placed():
        guid = codes[theme.key]
        if (key := guids.get(guid)) is not None:
            same.append(theme.name)
        elif (key := names.get(_name_in_area(area, theme))) is not None:
            alike.append(theme.name)
        else:
            book, key = _with(book, brought, area, replace(theme, codes=(), also_in=()), guid)
            new.append(theme.name)
            elsewhere += [theme.name] if theme.also_in else []
        themes[guid] = key
    for theme, code in brought.codes():
        guid, above = codes[code.key], _theme_above(book, themes[codes[theme.key]])
        if (key := guids.get(guid)) is not None:
            same.append(code.name)
        elif (key := beneath.get((above, code.name.casefold()))) is not None:
            alike.append(code.name)
        else:
            book, key = _with_code(book, above, code, guid)
            new.append(code.name)
            elsewhere += [code.name] if code.also_under else []
        themes[guid] = key
    return Matched(book, themes, tuple(same), tuple(alike), tuple(new), _remarks(elsewhere))


def _remarks(elsewhere: Sequence[str]) -> tuple[str, ...]:
    if not elsewhere:
        return ()
    names = ", ".join(elsewhere)
    left_out = f"Left out: the further areas or themes of {names}, which stand in their first one."
    return (f"{left_out} Add the others in the codebook.",)


def _name_in_area(area: AreaContent | None, theme: ThemeContent) -> tuple[str, str]:
    return (area.name.casefold() if area else "", theme.name.casefold())


def _with(
    book: CodebookContent,
    tree: CodebookContent,
    area: AreaContent | None,
    theme: ThemeContent,
    guid: str,
) -> tuple[CodebookContent, str]:
    """The book with one more theme of a tree, under a name and a key that it does not have yet."""
    added = _named_apart(book, theme, guid)
    key = added.key
    if area is None:
        return replace(book, themes=(*book.themes, added)), key
    areas = list(book.areas)
    at = _position_of(area, areas, {other.key: other for other in tree.areas})
    areas[at] = replace(areas[at], themes=(*areas[at].themes, added))
    return replace(book, areas=tuple(areas)), key


def _with_code(
    book: CodebookContent, above: str, code: ThemeContent, guid: str
) -> tuple[CodebookContent, str]:
    """The book with one more code beneath the theme of this key."""
    added = _named_apart(book, replace(code, also_under=()), guid)

    def with_added(themes: tuple[ThemeContent, ...]) -> tuple[ThemeContent, ...]:
        return tuple(
            replace(theme, codes=(*theme.codes, added)) if theme.key == above else theme
            for theme in themes
        )

    areas = tuple(replace(area, themes=with_added(area.themes)) for area in book.areas)
    return replace(book, areas=areas, themes=with_added(book.themes)), added.key


def _theme_above(book: CodebookContent, key: str) -> str:
    """The key of a theme, or of the theme of a code."""
    return book.themes_of.get(key, (key,))[0]


def _named_apart(book: CodebookContent, theme: ThemeContent, guid: str) -> ThemeContent:
    """A theme under a name and a key that the book does not have yet."""
    others = list(book.codable())
    names = {other.name.casefold() for other in others}
    name = next(free for free in numbered(theme.name) if free.casefold() not in names)
    key = guid if theme.key in {other.key for other in others} else theme.key
    return replace(theme, name=name, key=key)


def _position_of(
    area: AreaContent, areas: list[AreaContent], own: Mapping[str, AreaContent]
) -> int:
    """The position of the area of this name, which is added with the areas around it if need be.

    `own` are the areas of the file by their keys.
    """
    names = [other.name.casefold() for other in areas]
    if area.name.casefold() in names:
        return names.index(area.name.casefold())
    around = areas[_position_of(own[area.parent], areas, own)].key if area.parent else ""
    keys = {other.key for other in areas}
    key = next(free for free in numbered(area.key) if free not in keys)
    areas.append(replace(area, key=key, themes=(), parent=around))
    return len(areas) - 1
