"""The differences between two codebooks, whose areas and themes are recognised by their keys."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from analysis.statistics.themes.codebook import (
    WITHIN,
    AreaContent,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)


class Did(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    REDEFINED = "redefined"


@dataclass(frozen=True)
class Change:
    """One difference, of a "type", a "mark", an "area", a "theme" or a "code", by its newer name.

    `part` is what was redefined, such as "include", and empty for other changes. `before` and
    `after` hold its text, the names for a renaming, or the areas around it for a move, such as
    Causes › Data, which are empty outside of every area. A code is in its theme's place.
    """

    did: Did
    kind: str
    key: str
    name: str
    part: str = ""
    before: str = ""
    after: str = ""


def changes_between(before: CodebookContent, after: CodebookContent) -> tuple[Change, ...]:
    """Types, marks, areas and themes; of each, first what was removed, then the rest in order."""
    return (
        *_declared("type", before.types, after.types),
        *_declared("mark", before.marks, after.marks),
        *_areas(before, after),
        *_themes(before, after),
    )


def _declared(
    kind: str, before: Iterable[ThemeType | Mark], after: Iterable[ThemeType | Mark]
) -> Iterator[Change]:
    old, new = ({entry.key: entry for entry in entries} for entries in (before, after))
    for key in (key for key in old if key not in new):
        yield Change(Did.REMOVED, kind, key, old[key].name)
    for key, entry in new.items():
        if key not in old:
            yield Change(Did.ADDED, kind, key, entry.name)
        elif old[key] != entry:
            yield Change(Did.RENAMED, kind, key, entry.name, "", _shown(old[key]), _shown(entry))


def _shown(entry: ThemeType | Mark) -> str:
    return f"{entry.symbol} {entry.name}" if isinstance(entry, Mark) else entry.name


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
    old, new = _by_key(before), _by_key(after)
    for key in (key for key in old if key not in new):
        yield Change(Did.REMOVED, old[key].kind, key, old[key].theme.name)
    for key, placed in new.items():
        kind, theme = placed.kind, placed.theme
        if key not in old:
            yield Change(Did.ADDED, kind, key, theme.name)
            continue
        if old[key].inside != placed.inside:
            yield Change(Did.MOVED, kind, key, theme.name, "", old[key].path, placed.path)
        parts = ("types", "marks", "definition", "include", "exclude", "examples", "colour")
        yield from _changed(kind, old[key].theme, theme, (*parts, "also_in", "also_under"))


class _Placed(NamedTuple):
    """A theme or a code with the key of what it lies in, and the path to there in words."""

    kind: str
    inside: str | None
    path: str
    theme: ThemeContent


def _by_key(book: CodebookContent) -> dict[str, _Placed]:
    """Every theme and every code, each theme before its codes."""
    placed: dict[str, _Placed] = {}
    for area, theme in book.placed():
        path = WITHIN.join(book.path(area)) if area else ""
        placed[theme.key] = _Placed("theme", area.key if area else None, path, theme)
        beneath = WITHIN.join(filter(None, (path, theme.name)))
        for code in theme.codes:
            placed[code.key] = _Placed("code", f"theme {theme.key}", beneath, code)
    return placed


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


def _parent(area: AreaContent, areas: Mapping[str, AreaContent]) -> AreaContent | None:
    return areas[area.parent] if area.parent else None


def _path(book: CodebookContent, area: AreaContent | None) -> str:
    return WITHIN.join(book.path(area)) if area else ""
