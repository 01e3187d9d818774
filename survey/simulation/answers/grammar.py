"""Sentences with alternatives and slots: one of many wordings, and the pattern of all of them.

`[a|b]` stands for one of the two, which may be empty, and `{true}` for a fact that is filled in.
"""

import re
from collections.abc import Mapping
from functools import cache
from random import Random

ALTERNATIVES = re.compile(r"\[([^\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")
FACT = r"\w[^.,:;]{0,60}?"
"""What a slot matches: facts are short, and hold no end of a sentence."""


def worded(sentence: str, facts: Mapping[str, str], chance: Random) -> str:
    """One wording of a sentence. Raises KeyError where a fact is unknown."""
    chosen = ALTERNATIVES.sub(lambda found: chance.choice(found[1].split("|")), sentence)
    return SLOT.sub(lambda found: facts[found[1]], chosen)


def slots(sentence: str) -> frozenset[str]:
    """The facts that a sentence tells."""
    return frozenset(SLOT.findall(sentence))


@cache
def pattern(sentence: str) -> re.Pattern[str]:
    """Matches every wording of a sentence up to its end, in small letters or not."""
    parts: list[str] = []
    at = 0
    for found in ALTERNATIVES.finditer(sentence):
        parts += [_literal(sentence[at : found.start()]), _any_of(found[1])]
        at = found.end()
    whole = "".join([*parts, _literal(sentence[at:])])
    return re.compile(rf"(?<!\w){whole}(?=[.,;]|$)", re.IGNORECASE)


def _any_of(alternatives: str) -> str:
    """The longest first, so that an empty one is taken last."""
    in_order = sorted(alternatives.split("|"), key=len, reverse=True)
    return f"(?:{'|'.join(map(_literal, in_order))})"


def _literal(text: str) -> str:
    pieces = SLOT.split(text)
    return "".join(FACT if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
