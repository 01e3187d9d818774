"""The values of a codebook file by their paths, and everything that is wrong with them."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from core.yaml_files.problems import BrokenRule, KeyPath, dotted
from survey.design.fields import LONGEST_TEXT, PATTERNS

REFERENCE = "docs/reference/codebook-file.md"
LONGEST_LINE = 200


class Values:
    """Reads values without ever failing.

    A value that does not fit is reported in `broken` and read as empty.
    """

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self.broken: list[BrokenRule] = []

    def report(self, path: KeyPath, message: str, remedy: str) -> None:
        self.broken.append(BrokenRule(path, message, remedy))

    def keys(self, path: KeyPath, *known: str) -> None:
        """Report a value that is no mapping, and every key of a mapping that is not known."""
        value = self._at(path)
        if not isinstance(value, dict):
            remedy = f"Write lines of `key: value`; {REFERENCE} lists the keys."
            self.report(path, "this should be a mapping.", remedy)
            return
        for key in value.keys() - set(known):
            near = get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Use one of: {', '.join(known)}."
            self.report((*path, key), f"there is no key {key} here.", hint)

    def text(self, path: KeyPath, *, pattern: str = "", required: bool = False) -> str:
        """The text at a path, stripped; empty where there is none."""
        value = self._at(path)
        if value is None:
            if required:
                self.report(path, f"the {path[-1]} is missing.", f"Write `{path[-1]}:` here.")
            return ""
        if not isinstance(value, str):
            self.report(
                path, "this should be text.", "Write words, in quotes where they hold a colon."
            )
            return ""
        if len(value) > LONGEST_TEXT:
            self.report(path, "this text is too long.", f"Use at most {LONGEST_TEXT:,} characters.")
        if pattern and not re.match(pattern, value):
            self.report(path, f"{value[:60]} does not fit here.", PATTERNS[pattern])
        return value.strip()

    def line(self, path: KeyPath, *, required: bool = False) -> str:
        value = self.text(path, required=required)
        if "\n" in value:
            self.report(path, "this should be one line.", "Take out the line breaks.")
        if len(value) > LONGEST_LINE:
            self.report(path, "this is too long.", f"Use at most {LONGEST_LINE} characters.")
        return value

    def entries(self, path: KeyPath) -> Iterator[KeyPath]:
        """The paths of the entries of a list; none where there is no list."""
        value = self._at(path)
        if value is None:
            return
        if not isinstance(value, list):
            self.report(path, "this should be a list.", "Begin each entry with a dash.")
            return
        yield from ((*path, index) for index in range(len(value)))

    def texts(self, path: KeyPath) -> Iterator[KeyPath]:
        """The paths of the texts in a list, or the path itself where a single text stands there."""
        if isinstance(self._at(path), str):
            yield path
        else:
            yield from self.entries(path)

    def keys_named(self, path: KeyPath) -> tuple[str, ...]:
        """The keys in a list or a single text, each once; spaces are read as underscores."""
        named: list[str] = []
        for entry in self.texts(path):
            key = self.text(entry).replace(" ", "_")
            if key in named:
                self.report(entry, f"{key[:60]} is named more than once.", "Keep one of them.")
            elif key:
                named.append(key)
        return tuple(named)

    def mapping_keys(self, path: KeyPath, *, pattern: str) -> Iterator[str]:
        """The keys of a mapping, none where there is none; those that do not fit are reported."""
        value = self._at(path)
        if value is None:
            return
        if not isinstance(value, dict):
            self.report(path, "this should be a mapping.", "Write lines of `key: value`.")
            return
        for key in value:
            if re.match(pattern, key):
                yield key
            else:
                self.report((*path, key), f"{key[:60]} does not fit here.", PATTERNS[pattern])

    def report_repeated(self, named: Iterable[tuple[KeyPath, str]], part: str) -> None:
        """Report texts that stand twice, ignoring the case of their letters."""
        first: dict[str, KeyPath] = {}
        for path, text in named:
            other = first.setdefault(text.casefold(), path)
            if text and other is not path:
                message = f"{text} is already the {part} of {dotted(other[:-1])}."
                self.report(path, message, f"Give one of them another {part}.")

    def _at(self, path: KeyPath) -> Any:
        value = self.tree
        for step in path:
            if isinstance(value, list) and isinstance(step, int):
                value = value[step]
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value
