"""Theme areas and themes as a tree of codes, which has no fields for their rules, and back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from analysis.coding.codebooks.slugs import first_free, free_key
from analysis.coding.exchange.colour_values import colour_in
from analysis.coding.exchange.guids import guid_of, is_guid
from analysis.coding.exchange.project import Code
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import (
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_SYMBOL,
    STAR,
    WITHIN,
    AreaContent,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)


@dataclass(frozen=True)
class CodeTree:
    """A book made of codes.

    `themes` holds the key of the theme that each codable code became, by the code's GUID, and
    `remarks` a sentence for everything that had to change.
    """

    book: CodebookContent
    themes: Mapping[str, str]
    remarks: tuple[str, ...]


def codes_of(book: CodebookContent) -> tuple[Code, ...]:
    """Areas with their themes and the areas inside them, then the themes outside of areas.

    Codes lie beneath their themes.

    A code that was used itself and held others became an area and a theme; it is one code again.
    """
    return _codes_in(book, "") + tuple(_code(book, theme) for theme in book.themes)


def _codes_in(book: CodebookContent, parent: str) -> tuple[Code, ...]:
    return tuple(_area_code(book, area) for area in book.areas if area.parent == parent)


def _area_code(book: CodebookContent, area: AreaContent) -> Code:
    own = next((theme for theme in area.themes if _are_one_code(area, theme)), None)
    themes = tuple(_code(book, theme) for theme in area.themes if theme != own)
    inside = (*themes, *_codes_in(book, area.key))
    if own is not None and inside:
        return replace(_code(book, own), codes=inside)
    description = labelled([("Definition", area.description), ("Key", _key(area.key))])
    guid = code_guid(book, "area", area.key)
    return Code(guid, area.name, description, codable=False, codes=inside)


def _are_one_code(area: AreaContent, theme: ThemeContent) -> bool:
    """Whether an area and a theme in it were one code, and neither was changed since."""
    return (
        not theme.codes
        and area.key == area_key_beside(theme.key)
        and area.name == theme.name
        and area.description == theme.definition
    )


def area_key_beside(theme: str) -> str:
    """The key of the area that a code became, by the key of the theme that it became as well."""
    return guid_of("area", theme)


def code_guid(book: CodebookContent, kind: str, key: str) -> str:
    """The GUID of a theme or an area in files: its key, where that is a GUID already."""
    return key.lower() if is_guid(key) else guid_of(book.slug, kind, key)


def not_carried_of(book: CodebookContent) -> tuple[str, ...]:
    """Sentences on what a tree of codes cannot hold of this book."""
    others = ", title and description" if book.description else " and title"
    remarks = [
        f"The codebook's name ({book.slug}), language ({book.language}){others} have no field."
    ]
    if any(
        theme.types or theme.marks or theme.include or theme.exclude or theme.examples
        for theme in book.codable()
    ):
        remarks.append(
            "Types, marks, include, exclude, examples and further places have no fields of their "
            "own; they stand as labelled lines in the description of each code, and are read back "
            "from there."
        )
    return tuple(remarks)


def codebook_of(codes: Sequence[Code], *, slug: str, title: str) -> CodeTree:
    """The book of a tree of any depth.

    A code that can be coded becomes a theme, with the codes right beneath it as its codes. One that
    cannot be coded, or holds codes of more than one level, becomes an area, and the codes in it
    become its themes and the areas inside it. Names and keys are made unique.
    """
    made = _Making({}, set(), set(), [], [], [], {}, {}, {})
    themes = _add_level(codes, "", made)
    if number := len(made.coloured):
        made.remarks.append(
            f"Left out: the colours of {number} codes that became areas, which have none."
        )
    book = CodebookContent(
        slug=slug,
        title=title,
        areas=tuple(made.areas),
        themes=themes,
        types=tuple(made.types.values()),
        marks=tuple(made.marks.values()),
    )
    return CodeTree(_in_further_places(book, made), made.themes, tuple(made.remarks))


@dataclass(frozen=True)
class _Making:
    """What was made of a tree so far; the names are those that are taken, casefolded.

    `coloured` are the names of areas whose colour was left out. Types and marks are by their names;
    `further` are the names of further areas of a theme, or themes of a code, by its key.
    """

    themes: dict[str, str]
    theme_names: set[str]
    area_names: set[str]
    areas: list[AreaContent]
    coloured: list[str]
    remarks: list[str]
    types: dict[str, ThemeType]
    marks: dict[str, Mark]
    further: dict[str, tuple[str, ...]]

    def type_key(self, written: str) -> str:
        name, key = _name_and_key(written)
        taken = [type_.key for type_ in self.types.values()]
        new = ThemeType(first_free(key, taken), name)
        return self.types.setdefault(name.casefold(), new).key

    def mark_key(self, written: str) -> str:
        """The key of a mark that is written as its symbol and its name."""
        symbol, space, name = written.partition(" ")
        if not space or len(symbol) > LONGEST_SYMBOL:
            symbol, name = STAR, written
        name, key = _name_and_key(name)
        taken = [mark.key for mark in self.marks.values()]
        new = Mark(first_free(key, taken), name, symbol)
        return self.marks.setdefault(name.casefold(), new).key

    def unique(self, name: str, taken: set[str]) -> str:
        free = next(candidate for candidate in numbered(name) if candidate.casefold() not in taken)
        if free != name:
            self.remarks.append(f"There are several codes called {name}; one became {free}.")
        taken.add(free.casefold())
        return free

    def theme_key(self, code: Code, said: Mapping[str, str]) -> str:
        return _own_key(code, said, self.themes.values())

    def area_key(self, code: Code, said: Mapping[str, str]) -> str:
        return _own_key(code, said, [area.key for area in self.areas])


_with_key = re.compile(r"(?P<name>.*\S) \[(?P<key>[a-z][a-z0-9_]{0,49})\]")


def _name_and_key(written: str) -> tuple[str, str]:
    """The name of a type or a mark and its key, which stands behind it where it is another one."""
    if known := _with_key.fullmatch(written.strip()):
        return known["name"], known["key"]
    return written.strip(), free_key(written, ())


def _named(declared: ThemeType | Mark) -> str:
    key = declared.key
    return declared.name if free_key(declared.name, ()) == key else f"{declared.name} [{key}]"


def _own_key(code: Code, said: Mapping[str, str], taken: Iterable[str]) -> str:
    """The key in a code's description, where nothing else has it; the code's GUID otherwise."""
    written_key = said.get("Key", "")
    fits = 0 < len(written_key) <= LONGEST_KEY and written_key not in set(taken)
    return written_key if fits else code.guid


def require_storable(book: CodebookContent) -> None:
    """Raises ExchangeFileError for a name that is too long for a codebook here."""
    names = [area.name for area in book.areas] + [theme.name for theme in book.codable()]
    names += [type_.name for type_ in book.types] + [mark.name for mark in book.marks]
    if long := next((name for name in names if len(name) > LONGEST_NAME), ""):
        raise ExchangeFileError(
            f"{long[:60]}… has a name of more than {LONGEST_NAME} characters. Shorten it."
        )


def numbered(name: str) -> Iterator[str]:
    """The name, then the name with rising numbers behind it, to choose the first free one."""
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def _add_level(codes: Sequence[Code], parent: str, made: _Making) -> tuple[ThemeContent, ...]:
    """Add the areas among the codes of one level, and what is inside them; its themes remain."""
    themes = []
    for code in codes:
        if not code.codable or any(inner.codes or not inner.codable for inner in code.codes):
            _add_area(code, parent, made)
        else:
            beneath = tuple(_theme(inner, made) for inner in code.codes)
            themes.append(replace(_theme(code, made), codes=beneath))
    return tuple(themes)


def _in_further_places(book: CodebookContent, made: _Making) -> CodebookContent:
    """With the further areas and themes that descriptions name, as far as they are there."""
    areas = {WITHIN.join(book.path(area)): area.key for area in book.areas}
    themes = {theme.name: theme.key for _area, theme in book.placed()}
    home = {theme.key: area.key for area, theme in book.placed() if area}
    first = {code.key: theme.key for theme, code in book.codes()}

    def placed(theme: ThemeContent) -> ThemeContent:
        named = made.further.get(theme.key, ())
        if theme.key in first:
            keys = [themes[name] for name in named if name in themes]
            return replace(theme, also_under=_others(keys, first[theme.key]))
        keys = [areas[name] for name in named if name in areas]
        at = home.get(theme.key)
        return replace(theme, also_in=_others(keys, at) if at else ())

    return book.changed(placed)


def _others(keys: Iterable[str], home: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in keys if key != home))


def _add_area(code: Code, parent: str, made: _Making) -> None:
    said = dict(fields_of(code.description))
    own: tuple[ThemeContent, ...] = ()
    if code.codable:
        made.remarks.append(
            f"{code.name} can be coded and holds codes of several levels; it became an area and a "
            "theme of it."
        )
        own = (_theme(code, made),)
        key = area_key_beside(own[0].key)
    else:
        key = made.area_key(code, said)
        if code.colour:
            made.coloured.append(code.name)
    name, at = made.unique(code.name, made.area_names), len(made.areas)
    area = AreaContent(key, name, said.get("Definition", ""), own, parent)
    made.areas.append(area)
    themes = _add_level(code.codes, key, made)
    made.areas[at] = replace(area, themes=own + themes)


def _theme(code: Code, made: _Making) -> ThemeContent:
    fields = fields_of(code.description)
    said = dict(fields)
    colour = colour_in(code.colour)
    if code.colour and not colour:
        made.remarks.append(
            f"Left out: the colour {code.colour[:60]} of {code.name}, which is none that is known."
        )
    made.themes[code.guid] = key = made.theme_key(code, said)
    made.further[key] = tuple(text for label, text in fields if label in ALSO)
    return ThemeContent(
        key=key,
        name=made.unique(code.name, made.theme_names),
        types=_keys(made.type_key, fields, "Type"),
        definition=said.get("Definition", ""),
        include=said.get("Include", ""),
        exclude=said.get("Exclude", ""),
        examples=tuple(text for label, text in fields if label == "Example"),
        colour=colour,
        marks=_keys(made.mark_key, fields, "Mark"),
    )


def _keys(
    key: Callable[[str], str], fields: Sequence[tuple[str, str]], label: str
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key(text) for name, text in fields if name == label and text))


def _code(book: CodebookContent, theme: ThemeContent) -> Code:
    guid = code_guid(book, "theme", theme.key)
    described = description_of(theme, said_of(book, theme), with_key=True)
    codes = tuple(_code(book, code) for code in theme.codes)
    return Code(guid, theme.name, described, colour=theme.colour, codes=codes)


@dataclass(frozen=True)
class Said:
    """What a theme says by key, in words: marks with their symbols, areas by their paths.

    The key of a type or a mark stands behind its name where it is not what the name gives.
    """

    types: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    also_under: tuple[str, ...] = ()


def said_of(book: CodebookContent, theme: ThemeContent) -> Said:
    further = (area for area in book.areas if area.key in theme.also_in)
    above = (other for _area, other in book.placed() if other.key in theme.also_under)
    return Said(
        types=tuple(
            _named(type_) for key in theme.types for type_ in book.types if type_.key == key
        ),
        marks=tuple(f"{mark.symbol} {_named(mark)}" for mark in book.marks_of(theme)),
        also_in=tuple(WITHIN.join(book.path(area)) for area in further),
        also_under=tuple(other.name for other in above),
    )


def description_of(theme: ThemeContent, said: Said, *, with_key: bool = False) -> str:
    """The rules of a theme as one text."""
    return labelled(
        [
            ("Definition", theme.definition),
            *(("Type", name) for name in said.types),
            *(("Mark", mark) for mark in said.marks),
            ("Include", theme.include),
            ("Exclude", theme.exclude),
            *(("Example", example) for example in theme.examples),
            *(("Also in", path) for path in said.also_in),
            *(("Also under", name) for name in said.also_under),
            ("Key", _key(theme.key) if with_key else ""),
        ]
    )


def _key(key: str) -> str:
    return "" if is_guid(key) else key


ALSO = ("Also in", "Also under")
LABELS = ("Definition", "Type", "Mark", "Include", "Exclude", "Example", *ALSO, "Key")
_label = re.compile(rf"({'|'.join(LABELS)}): ?")
_like_label = re.compile(rf"^( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)
_escaped = re.compile(rf"^ ( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)


def labelled(fields: Iterable[tuple[str, str]]) -> str:
    """`Label: text` for each field that is not empty; a text may have several lines."""
    return "\n".join(f"{label}: " + _like_label.sub(r" \1", text) for label, text in fields if text)


def fields_of(text: str) -> list[tuple[str, str]]:
    """The label and text of each field; text before the first label is the definition."""
    fields: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if label := _label.match(line):
            fields.append((label[1], line[label.end() :]))
        elif fields:
            last, before = fields[-1]
            fields[-1] = (last, f"{before}\n{line}")
        else:
            fields.append(("Definition", line))
    return [(name, _escaped.sub(r"\1", value).strip()) for name, value in fields]
