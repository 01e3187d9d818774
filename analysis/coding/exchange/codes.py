"""Theme areas and themes as a tree of codes, which has no fields for their rules, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from analysis.coding.exchange.colour_values import colour_in
from analysis.coding.exchange.guids import guid_of, is_guid
from analysis.coding.exchange.project import Code
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import (
    LONGEST_KEY,
    LONGEST_NAME,
    AreaContent,
    CodebookContent,
    Kind,
    ThemeContent,
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
        area.key == area_key_beside(theme.key)
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
    if any(theme.include or theme.exclude or theme.examples for _, theme in book.placed()):
        remarks.append(
            "Types, include, exclude and examples have no fields of their own; they stand as "
            "labelled lines in the description of each code, and are read back from there."
        )
    return tuple(remarks)


def codebook_of(codes: Sequence[Code], *, slug: str, title: str) -> CodeTree:
    """The book of a tree of any depth.

    A code that holds others, or cannot be coded, becomes an area, and the codes in it become its
    themes and the areas inside it. Names and keys are made unique.
    """
    made = _Making({}, set(), set(), [], [], [])
    themes = _add_level(codes, "", made)
    if number := len(made.coloured):
        made.remarks.append(
            f"Left out: the colours of {number} codes that became areas, which have none."
        )
    book = CodebookContent(slug=slug, title=title, areas=tuple(made.areas), themes=themes)
    return CodeTree(book, made.themes, tuple(made.remarks))


@dataclass(frozen=True)
class _Making:
    """What was made of a tree so far; the names are those that are taken, casefolded.

    `coloured` are the names of areas whose colour was left out.
    """

    themes: dict[str, str]
    theme_names: set[str]
    area_names: set[str]
    areas: list[AreaContent]
    coloured: list[str]
    remarks: list[str]

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


def _own_key(code: Code, said: Mapping[str, str], taken: Iterable[str]) -> str:
    """The key in a code's description, where nothing else has it; the code's GUID otherwise."""
    written_key = said.get("Key", "")
    fits = 0 < len(written_key) <= LONGEST_KEY and written_key not in set(taken)
    return written_key if fits else code.guid


def require_storable(book: CodebookContent) -> None:
    """Raises ExchangeFileError for a name that is too long for a codebook here."""
    names = [area.name for area in book.areas] + [theme.name for _, theme in book.placed()]
    if long := next((name for name in names if len(name) > LONGEST_NAME), ""):
        raise ExchangeFileError(
            f"The code {long[:60]}… has a name of more than {LONGEST_NAME} characters. Shorten it."
        )


def numbered(name: str) -> Iterator[str]:
    """The name, then the name with rising numbers behind it, to choose the first free one."""
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def _add_level(codes: Sequence[Code], parent: str, made: _Making) -> tuple[ThemeContent, ...]:
    """Add the areas among the codes of one level, and what is inside them; its themes remain."""
    themes = []
    for code in codes:
        if code.codes or not code.codable:
            _add_area(code, parent, made)
        else:
            themes.append(_theme(code, made))
    return tuple(themes)


def _add_area(code: Code, parent: str, made: _Making) -> None:
    said = dict(fields_of(code.description))
    own: tuple[ThemeContent, ...] = ()
    if code.codable:
        made.remarks.append(
            f"{code.name} holds codes and can be coded; it became an area and a theme of it."
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
    kinds = [word.strip().replace(" ", "_") for word in said.get("Type", "").split(",")]
    made.themes[code.guid] = key = made.theme_key(code, said)
    return ThemeContent(
        key=key,
        name=made.unique(code.name, made.theme_names),
        kinds=tuple(Kind(kind) for kind in kinds if kind in set(Kind)) or (Kind.OTHER,),
        definition=said.get("Definition", ""),
        include=said.get("Include", ""),
        exclude=said.get("Exclude", ""),
        examples=tuple(text for label, text in fields if label == "Example"),
        colour=colour,
    )


def _code(book: CodebookContent, theme: ThemeContent) -> Code:
    guid = code_guid(book, "theme", theme.key)
    described = description_of(theme, with_key=True)
    return Code(guid, theme.name, described, colour=theme.colour)


def description_of(theme: ThemeContent, *, kinds: str = "", with_key: bool = False) -> str:
    """The rules of a theme as one text; `kinds` are its types where they are not known as such."""
    words = kinds or ", ".join(kind.words for kind in theme.kinds)
    return labelled(
        [
            ("Definition", theme.definition),
            ("Type", "" if words == Kind.OTHER.words else words),
            ("Include", theme.include),
            ("Exclude", theme.exclude),
            *(("Example", example) for example in theme.examples),
            ("Key", _key(theme.key) if with_key else ""),
        ]
    )


def _key(key: str) -> str:
    return "" if is_guid(key) else key


LABELS = ("Definition", "Type", "Include", "Exclude", "Example", "Key")
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
