"""Theme areas and themes as a tree of codes, which has no fields for their rules, and back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from analysis.coding.exchange.guids import guid_of, is_guid
from analysis.coding.exchange.project import Code
from analysis.statistics.themes.codebook import AreaContent, CodebookContent, Kind, ThemeContent

LONGEST_KEY = 50


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
    """Areas with their themes, then the themes outside of areas."""
    areas = tuple(
        Code(
            guid=code_guid(book, "area", area.key),
            name=area.name,
            description=labelled([("Definition", area.description), ("Key", _key(area.key))]),
            codable=False,
            codes=tuple(_code(book, theme) for theme in area.themes),
        )
        for area in book.areas
    )
    return areas + tuple(_code(book, theme) for theme in book.themes)


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

    A code at the top that holds others becomes an area. The codes in it become its themes, deeper
    ones under names that hold the whole way to them. Names and keys are made unique.
    """
    made = _Making({}, set(), set(), [])
    areas, themes = [], []
    for code in codes:
        if code.codes or not code.codable:
            areas.append(_area(code, made))
        else:
            themes.append(_theme(code, code.name, made))
    book = CodebookContent(slug=slug, title=title, areas=tuple(areas), themes=tuple(themes))
    return CodeTree(book, made.themes, tuple(made.remarks))


@dataclass(frozen=True)
class _Making:
    """What was made of a tree so far; `names` and `areas` are taken names, casefolded."""

    themes: dict[str, str]
    names: set[str]
    areas: set[str]
    remarks: list[str]

    def unique(self, name: str, taken: set[str]) -> str:
        free = next(candidate for candidate in numbered(name) if candidate.casefold() not in taken)
        if free != name:
            self.remarks.append(f"There are several codes called {name}; one became {free}.")
        taken.add(free.casefold())
        return free

    def key(self, code: Code, said: Mapping[str, str]) -> str:
        """The key in the code's description, where no other code has it; the GUID otherwise."""
        written_key = said.get("Key", "")
        fits = 0 < len(written_key) <= LONGEST_KEY and written_key not in self.themes.values()
        return written_key if fits else code.guid


def numbered(name: str) -> Iterator[str]:
    """The name, then the name with rising numbers behind it, to choose the first free one."""
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def _area(code: Code, made: _Making) -> AreaContent:
    said = dict(fields_of(code.description))
    themes = []
    if code.codable:
        made.remarks.append(
            f"{code.name} holds codes and can be coded; it became an area and a theme of it."
        )
        themes.append(_theme(code, code.name, made))
    for path, inner in _below(code.codes, ()):
        if len(path) > 1:
            made.remarks.append(
                f"{' / '.join(path)} lies deeper than a theme in an area; its name says how."
            )
        if inner.codable or not inner.codes:
            themes.append(_theme(inner, " / ".join(path), made))
    name = made.unique(code.name, made.areas)
    return AreaContent(
        said.get("Key") or code.guid, name, said.get("Definition", ""), tuple(themes)
    )


def _below(codes: Sequence[Code], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Code]]:
    for code in codes:
        yield (*path, code.name), code
        yield from _below(code.codes, (*path, code.name))


def _theme(code: Code, name: str, made: _Making) -> ThemeContent:
    fields = fields_of(code.description)
    said = dict(fields)
    kinds = [word.strip().replace(" ", "_") for word in said.get("Type", "").split(",")]
    made.themes[code.guid] = key = made.key(code, said)
    return ThemeContent(
        key=key,
        name=made.unique(name, made.names),
        kinds=tuple(Kind(kind) for kind in kinds if kind in set(Kind)) or (Kind.OTHER,),
        definition=said.get("Definition", ""),
        include=said.get("Include", ""),
        exclude=said.get("Exclude", ""),
        examples=tuple(text for label, text in fields if label == "Example"),
    )


def _code(book: CodebookContent, theme: ThemeContent) -> Code:
    kinds = ", ".join(kind.words for kind in theme.kinds)
    fields = [
        ("Definition", theme.definition),
        ("Type", "" if theme.kinds == (Kind.OTHER,) else kinds),
        ("Include", theme.include),
        ("Exclude", theme.exclude),
        *(("Example", example) for example in theme.examples),
        ("Key", _key(theme.key)),
    ]
    return Code(code_guid(book, "theme", theme.key), theme.name, labelled(fields))


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
