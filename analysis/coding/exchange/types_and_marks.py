"""The types and marks of a file, recognised by their names in a codebook that is there already."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from analysis.coding.codebooks.slugs import first_free
from analysis.statistics.themes.codebook import CodebookContent, Mark, ThemeContent, ThemeType

Declared = TypeVar("Declared", ThemeType, Mark)


def with_declarations_of(book: CodebookContent, own: CodebookContent) -> CodebookContent:
    """A book whose themes go by the types and marks of a codebook, as far as names are the same.

    It declares those of the codebook and, behind them, those that are new.
    """
    types, type_keys = _joined(own.types, book.types)
    marks, mark_keys = _joined(own.marks, book.marks)

    def renamed(theme: ThemeContent) -> ThemeContent:
        return replace(
            theme,
            types=tuple(type_keys[key] for key in theme.types),
            marks=tuple(mark_keys[key] for key in theme.marks),
        )

    declared = replace(book, types=types, marks=marks, crossed=own.crossed)
    return declared.changed(renamed)


def _joined(
    own: Iterable[Declared], others: Iterable[Declared]
) -> tuple[tuple[Declared, ...], dict[str, str]]:
    """All that is declared, and the key that each of the others has there, by its own key."""
    joined = list(own)
    names = {declared.name.casefold(): declared.key for declared in joined}
    keys: dict[str, str] = {}
    for other in others:
        key = names.get(other.name.casefold())
        if key is None:
            key = first_free(other.key, [declared.key for declared in joined])
            joined.append(replace(other, key=key))
        keys[other.key] = key
    return tuple(joined), keys
