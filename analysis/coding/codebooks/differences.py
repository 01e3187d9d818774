"""The differences between two codebooks, whose areas and themes are recognised by their keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.statistics.themes.codebook import (
    WITHIN,
    AreaContent,
    CodebookContent,
    ThemeContent,
)


class Did(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REDEFINED = "redefined"


@dataclass(frozen=True)
class Change:
    """One difference, of an "area" or a "theme" under its newer name.

    `part` is what was redefined, such as "include", and empty for other changes. `before` and
    `after` hold its text, the names for a renaming, or the areas around it for a move, such as
    Causes › Data, which are empty outside of every area.
    """

    did: Did
    kind: str
    key: str
    name: str
    part: str = ""
    before: str = ""
    after: str = ""


def changes_between(before: CodebookContent, after: CodebookContent) -> tuple[Change, ...]:
    """Areas before themes; of each, first what was removed, then the rest in the newer order."""
    return (*_areas(before, after), *_themes(before, after))


def _areas(before: CodebookContent, after: CodebookContent) -> Iterator[Change]:
    old = {area.key: area for area in before.areas}
    new = {area.key: area for area in after.areas}
    for key in (key for key in old if key not in new):
        yield Change(Did.REMOVED, "area", key, old[key].name)
    for key, area in new.items():
        if key not in old:
            yield Change(Did.ADDED, "area", key, area.name)
            continue
        if old[key].parent != area.parent:
            around = [_path(before, _parent(old[key], old)), _path(after, _parent(area, new))]
            yield Change(Did.MOVED, "area", key, area.name, "", *around)
        yield from _changed("area", old[key], area, ("description",))


def _themes(before: CodebookContent, after: CodebookContent) -> Iterator[Change]:
    old = {theme.key: (area, theme) for area, theme in before.placed()}
    new = {theme.key: (area, theme) for area, theme in after.placed()}
    for key in (key for key in old if key not in new):
        yield Change(Did.REMOVED, "theme", key, old[key][1].name)
    for key, (area, theme) in new.items():
        if key not in old:
            yield Change(Did.ADDED, "theme", key, theme.name)
            continue
        old_area, old_theme = old[key]
        if _key(old_area) != _key(area):
            around = [_path(before, old_area), _path(after, area)]
            yield Change(Did.MOVED, "theme", key, theme.name, "", *around)
        parts = ("kinds", "definition", "include", "exclude", "examples", "colour")
        yield from _changed("theme", old_theme, theme, parts)


def _changed(
    kind: str,
    old: ThemeContent | AreaContent,
    new: ThemeContent | AreaContent,
    parts: tuple[str, ...],
) -> Iterator[Change]:
    if old.name != new.name:
        yield Change(Did.RENAMED, kind, new.key, new.name, "", old.name, new.name)
    for part in parts:
        before, after = _text(getattr(old, part)), _text(getattr(new, part))
        if before != after:
            yield Change(Did.REDEFINED, kind, new.key, new.name, part, before, after)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else "\n".join(value)


def _key(area: AreaContent | None) -> str | None:
    return area.key if area else None


def _parent(area: AreaContent, areas: Mapping[str, AreaContent]) -> AreaContent | None:
    return areas[area.parent] if area.parent else None


def _path(book: CodebookContent, area: AreaContent | None) -> str:
    return WITHIN.join(book.path(area)) if area else ""
