"""The types and marks of a codebook: added, renamed, taken out, and chosen to be crossed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from analysis.coding.codebooks.models import LONGEST_NAME, Codebook, Operation, Standing
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.recode import require_no_blind_round
from analysis.coding.codebooks.slugs import free_key
from analysis.errors import NameTaken, ThemeGone, TypeInUse, UnfitName
from analysis.statistics.themes.codebook import LONGEST_SYMBOL, STAR

Declared = Literal["types", "marks"]
WORDS: dict[Declared, str] = {"types": "type", "marks": "mark"}


@transaction.atomic
def declare(
    codebook: Codebook, what: Declared, *, name: str, symbol: str = "", by: str, now: datetime
) -> Operation:
    """Add a type or a mark; a mark has a symbol, a star where none is given.

    Raises UnfitName for a name or a symbol that cannot be stored, and NameTaken.
    """

    def change(book: Codebook) -> None:
        entries = getattr(book, what)
        fields = _fields(what, entries, name, symbol, key="")
        key = free_key(name, [entry["key"] for entry in entries])
        entries.append({"key": key, **fields})

    return _logged(codebook, f"Added the {WORDS[what]} “{name}”", change, by, now)


@transaction.atomic
def rename_declared(
    codebook: Codebook,
    what: Declared,
    key: str,
    *,
    name: str,
    symbol: str = "",
    by: str,
    now: datetime,
) -> Operation:
    """Rename a type or a mark; its key stays. Raises what `declare` does, and ThemeGone."""

    def change(book: Codebook) -> None:
        entry = _entry(book, what, key)
        entry.update(_fields(what, getattr(book, what), name, symbol, key=key))

    return _logged(codebook, f"Renamed a {WORDS[what]} to “{name}”", change, by, now)


@transaction.atomic
def take_out_declared(
    codebook: Codebook, what: Declared, key: str, *, by: str, now: datetime
) -> Operation:
    """Take a type or a mark out that no theme has.

    Raises TypeInUse where one has it, or where reports lay the type against another one, and
    CodebookInUse while a round is coded independently, as a refusal would tell of new themes.
    """
    name = _entry(codebook, what, key)["name"]

    def change(book: Codebook) -> None:
        entry = _entry(book, what, key)
        there = book.themes.filter(standing__in=(Standing.SHARED, Standing.PROPOSED))
        having = [theme for theme in there if key in getattr(theme, what)]
        if having:
            raise TypeInUse(
                f"“{having[0]}” has the {WORDS[what]} “{name}”. Take it from every theme first."
            )
        if what == "types" and key in book.crossed:
            raise TypeInUse(f"Reports cross the type “{name}”. Choose other types for them first.")
        getattr(book, what).remove(entry)

    return _logged(codebook, f"Took out the {WORDS[what]} “{name}”", change, by, now, alone=True)


@transaction.atomic
def choose_crossed(
    codebook: Codebook, first: str, second: str, *, by: str, now: datetime
) -> Operation:
    """Choose the two types that reports lay against each other; none where both are empty."""

    def change(book: Codebook) -> None:
        chosen = [key for key in (first, second) if key]
        for key in chosen:
            _entry(book, "types", key)
        if len(set(chosen)) == 1 or len(chosen) == 1:
            raise UnfitName("Choose two types that differ, or none at all.")
        book.crossed = chosen

    return _logged(codebook, "Chose the types that reports cross", change, by, now)


def _logged(
    codebook: Codebook,
    summary: str,
    change: Callable[[Codebook], None],
    by: str,
    now: datetime,
    *,
    alone: bool = False,
) -> Operation:
    """Log a change of what a codebook declares; `alone`, only where nobody codes independently."""

    def changed(operation: Operation) -> None:
        if alone:
            require_no_blind_round(operation)
        codebook.refresh_from_db()
        change(codebook)
        codebook.save(update_fields=["types", "marks", "crossed"])

    return log_operation(codebook, "declare", summary, changed, by=by, now=now)


def _entry(codebook: Codebook, what: Declared, key: str) -> dict[str, Any]:
    for entry in getattr(codebook, what):
        if entry["key"] == key:
            declared: dict[str, Any] = entry
            return declared
    raise ThemeGone(f"There is no such {WORDS[what]} in this codebook. Nothing was changed.")


def _fields(
    what: Declared, entries: list[dict[str, str]], name: str, symbol: str, *, key: str
) -> dict[str, str]:
    """The name, and the symbol of a mark. Raises UnfitName and NameTaken."""
    name, symbol = " ".join(name.split()), symbol.strip() or STAR
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"Give the {WORDS[what]} a name, of at most {LONGEST_NAME} characters.")
    others = {entry["name"].casefold() for entry in entries if entry["key"] != key}
    if name.casefold() in others:
        raise NameTaken(f"There is a {WORDS[what]} “{name}” already. Choose another name.")
    if what == "types":
        return {"name": name}
    if len(symbol) > LONGEST_SYMBOL:
        raise UnfitName(f"A symbol is one sign, such as {STAR}. Shorten it.")
    return {"name": name, "symbol": symbol}
