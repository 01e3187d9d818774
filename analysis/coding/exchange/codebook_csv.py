"""Codebooks as CSV tables, in the form that Taguette reads and writes, with columns beside it.

Taguette 1.5.2 (taguette/import_codebook.py) takes the one column called tag, name or path, and the
one called description, and ignores others; a dot in a tag stands for a level.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from typing import NamedTuple

from analysis.coding.exchange.codes import codebook_of, require_storable
from analysis.coding.exchange.descriptions import Said, description_of, said_of
from analysis.coding.exchange.guids import guid_of, is_guid
from analysis.coding.exchange.project import Code
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import WITHIN, CodebookContent, ThemeContent
from core.spreadsheet_text import csv_text, original_text

TAG_COLUMNS = ("tag", "name", "path")
MOST_ROWS = 1_000
LONGEST_TAG = 200
"""Characters that Taguette takes (taguette/validate.py); longer ones go without their areas."""

HEADER = (
    "tag",
    "description",
    "area",
    "key",
    "theme",
    "code_of",
    "type",
    "marks",
    "also_in",
    "definition",
    "include",
    "exclude",
    "examples",
    "colour",
)


def codebook_csv(book: CodebookContent) -> str:
    """A row for each theme, and behind it one for each code beneath it."""
    rows = []
    for area, theme in book.placed():
        path = book.path(area) if area else ()
        rows.append(_row(book, path, theme))
        rows += [_row(book, path, code, theme) for code in theme.codes]
    return csv_text(HEADER, rows)


def _row(
    book: CodebookContent,
    path: tuple[str, ...],
    theme: ThemeContent,
    above: ThemeContent | None = None,
) -> list[str]:
    """A theme, or a code with the theme above it; of several values each has a line."""
    tag = ".".join((*path, *([above.name] if above else []), theme.name))
    said = said_of(book, theme)
    return [
        tag if len(tag) <= LONGEST_TAG else theme.name,
        description_of(theme, said),
        WITHIN.join(path),
        theme.key,
        theme.name,
        above.name if above else "",
        "\n".join(said.types),
        "\n".join(said.marks),
        "\n".join((*said.also_in, *said.also_under)),
        theme.definition,
        theme.include,
        theme.exclude,
        "\n".join(theme.examples),
        theme.colour,
    ]


def read_codebook_csv(
    content: bytes, *, slug: str, title: str, file_name: str = "The file"
) -> tuple[CodebookContent, tuple[str, ...]]:
    """The codebook of a table, and a sentence for everything that had to change.

    A table of Taguette has tags and descriptions alone; its tags become themes as they are called.
    Raises ExchangeFileError for a file that is no such table.
    """
    rows = _rows(content, file_name)
    if len(rows) - 1 > MOST_ROWS:
        raise ExchangeFileError(f"{file_name} has {len(rows) - 1:,} rows. Keep to {MOST_ROWS:,}.")
    header = [cell.strip().lower() for cell in rows[0]]
    tags = [column for column in TAG_COLUMNS if column in header]
    if len(tags) != 1:
        raise ExchangeFileError(
            f"{file_name} needs one column called tag, name or path, and has {len(tags)}. Name it."
        )
    ours = {"area", "key", "theme"} <= set(header)
    codes = []
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        name = cells.get("theme" if ours else tags[0], "").strip()
        if not any(cell.strip() for cell in row):
            continue
        if not name:
            raise ExchangeFileError(f"{file_name}, row {number}: the name is missing. Give it one.")
        codes.append(_own_code(slug, cells) if ours else _tag(name, cells))
    if not codes:
        raise ExchangeFileError(f"{file_name} holds no themes. Choose a codebook.")
    tree = codebook_of(_nested(slug, _with_codes(codes, file_name)), slug=slug, title=title)
    require_storable(tree.book)
    return tree.book, tree.remarks


def _rows(content: bytes, file_name: str) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        rows = [row for row in csv.reader(StringIO(text, newline=""), strict=True) if row]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise ExchangeFileError(
            f"{file_name} is no CSV table in UTF-8 ({problem}). Save it as one."
        ) from problem
    if not rows or "\0" in text:
        raise ExchangeFileError(f"{file_name} is no CSV table. Choose a codebook.")
    return rows


class _Placed(NamedTuple):
    """A code with the names of the areas around it, and of the theme that it lies beneath."""

    path: tuple[str, ...]
    code: Code
    code_of: str = ""


def _own_code(slug: str, cells: dict[str, str]) -> _Placed:
    own = {column: original_text(cell) for column, cell in cells.items()}
    key, area = own["key"].strip(), own["area"].strip()
    theme = ThemeContent(
        key=key,
        name=own["theme"].strip(),
        definition=own.get("definition", ""),
        include=own.get("include", ""),
        exclude=own.get("exclude", ""),
        examples=_lines(own, "examples"),
    )
    code_of = own.get("code_of", "").strip()
    also = _lines(own, "also_in")
    said = Said(
        types=_lines(own, "type"),
        marks=_lines(own, "marks"),
        also_in=() if code_of else also,
        also_under=also if code_of else (),
    )
    code = Code(
        guid=key if is_guid(key) else guid_of(slug, "theme", key or theme.name),
        name=theme.name,
        description=description_of(theme, said, with_key=True),
        colour=own.get("colour", "").strip(),
    )
    return _Placed(tuple(area.split(WITHIN)) if area else (), code, code_of)


def _lines(own: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in own.get(column, "").split("\n") if line.strip())


def _with_codes(placed: Sequence[_Placed], file_name: str) -> list[_Placed]:
    """The themes with the codes that name them. Raises ExchangeFileError for a code of nothing."""
    codes: dict[str, list[Code]] = defaultdict(list)
    themes = {row.code.name for row in placed if not row.code_of}
    for row in placed:
        if row.code_of and row.code_of not in themes:
            raise ExchangeFileError(
                f"{file_name}: {row.code.name[:60]} is a code of {row.code_of[:60]}, and there is "
                "no such theme. Add it, or empty the cell."
            )
        if row.code_of:
            codes[row.code_of].append(row.code)
    return [
        row._replace(code=replace(row.code, codes=tuple(codes[row.code.name])))
        for row in placed
        if not row.code_of
    ]


def _tag(name: str, cells: dict[str, str]) -> _Placed:
    return _Placed((), Code(guid_of("tag", name), name, cells.get("description", "").strip()))


def _nested(slug: str, codes: Sequence[_Placed], around: tuple[str, ...] = ()) -> tuple[Code, ...]:
    """The codes right inside of an area, and the areas in it with theirs."""
    depth = len(around)
    inside = [placed for placed in codes if placed.path[:depth] == around]
    areas = dict.fromkeys(placed.path[depth] for placed in inside if len(placed.path) > depth)
    nested = tuple(
        Code(
            guid=guid_of(slug, "area of a table", *around, name),
            name=name,
            codable=False,
            codes=_nested(slug, inside, (*around, name)),
        )
        for name in areas
    )
    return nested + tuple(placed.code for placed in inside if placed.path == around)
