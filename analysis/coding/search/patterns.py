r"""Patterns that no text makes the server wait for: RE2 follows all ways through one at once.

What RE2 counts as a word, a digit and a space is English alone. Here `\w`, `\d` and `\s` stand for
those of every language. RE2 has no such edge of a word, so `\b` is refused.
"""

import re
from collections.abc import Callable, Iterator
from time import thread_time
from typing import Any

import re2

from analysis.errors import UnfitPattern

LONGEST_PATTERN = 200
"""Characters."""

SECONDS = 3.0
"""Of computing. One search of a text is quick; a long text may need many to pass over matches."""

Match = tuple[int, int]
Finder = Callable[[str], Iterator[Match]]

PIECE = re.compile(r"\\[pP]\{\^?\w+\}|\\.|\[\^?\]?|.", re.DOTALL)
CLASSES = {
    "\\w": r"\p{L}\p{M}\p{N}_",
    "\\d": r"\p{Nd}",
    "\\s": r"\t-\r \x{85}\p{Z}",
}
ESCAPES = frozenset("pPnt")
"""Letters and digits behind a backslash that RE2 reads, besides those of CLASSES."""


def found_by_pattern(typed: str, clock: Callable[[], float] = thread_time) -> Finder:
    """The longest matches from left to right, none overlapping another and none empty.

    Raises UnfitPattern, as does what it returns where all texts together take too long.
    """
    matches, ends = _compiled(typed).finditer, clock() + SECONDS

    def found(text: str) -> Iterator[Match]:
        for match in matches(text):
            start, end = match.span()
            if end > start:
                yield start, end
            if clock() > ends:
                raise UnfitPattern(
                    "This pattern takes too long in so many texts. Make it find less, or choose a "
                    "question or a speaker."
                )

    return found


def _compiled(typed: str) -> Any:
    if len(typed) > LONGEST_PATTERN:
        raise UnfitPattern(f"A pattern has at most {LONGEST_PATTERN} characters. Shorten it.")
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = True
    options.log_errors = False
    try:
        return re2.compile(f"(?m){_of_every_language(typed)}", options)
    except re2.error as problem:
        reason = problem.args[0].decode().split(":")[0]
        raise UnfitPattern(
            f"This pattern cannot be read: {reason}. Correct it, or search for the words as typed."
        ) from problem


def _of_every_language(typed: str) -> str:
    """The pattern with the classes of RE2 replaced; inside a set they stand without brackets."""
    read, is_in_set = [], False
    for piece in PIECE.findall(typed):
        if piece.startswith("[") and not is_in_set:
            is_in_set = True
        elif piece == "]":
            is_in_set = False
        read.append(_read(piece, is_in_set))
    return "".join(read)


def _read(piece: str, is_in_set: bool) -> str:
    if piece[0] != "\\" or len(piece) != 2:
        return piece
    if piece in CLASSES:
        return CLASSES[piece] if is_in_set else f"[{CLASSES[piece]}]"
    if piece in {"\\b", "\\B"}:
        raise UnfitPattern(rf"A pattern has no {piece} here: ask for whole words only instead.")
    if piece.lower() in CLASSES:
        if is_in_set:
            raise UnfitPattern(
                f"A set in square brackets cannot have {piece}. Begin it with ^ and write "
                f"{piece.lower()}."
            )
        return f"[^{CLASSES[piece.lower()]}]"
    if piece[1].isalnum() and piece[1] not in ESCAPES:
        raise UnfitPattern(f"A pattern has no {piece} here. Take the backslash away.")
    return piece
