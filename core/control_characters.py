"""Characters that no page or database can hold."""

import re

_unstorable = re.compile("[\x00\ud800-\udfff]")
_unfit = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def unstorable_character(text: str) -> str | None:
    """The first character that some database fails on: U+0000 or a lone surrogate.

    This is the one rule for whatever comes by a request or a command: it is refused there.
    """
    found = _unstorable.search(text)
    return found and found[0]


def control_character(text: str) -> str | None:
    """The first character that no page or database can hold, such as U+0000 or a lone surrogate."""
    found = _unfit.search(text)
    return found and found[0]


def name_of(character: str) -> str:
    return f"the character U+{ord(character):04X}"
