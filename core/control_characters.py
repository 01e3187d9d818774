"""Characters that no page or database can hold."""

from unicodedata import category


def control_character(text: str) -> str | None:
    """The first character that no page or database can hold, such as U+0000 or a lone surrogate."""
    return next(
        (character for character in text if character not in "\t\n\r" and _is_unfit(character)),
        None,
    )


def _is_unfit(character: str) -> bool:
    return category(character) in {"Cc", "Cs"} or character in "\ufffe\uffff"


def name_of(character: str) -> str:
    return f"the character U+{ord(character):04X}"
