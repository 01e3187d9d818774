"""Words and their pseudonyms as lines that people review: `Anna = [Person 1]`."""

from collections.abc import Iterable

from analysis.coding.transcripts.suggestions import Suggestion
from analysis.errors import TranscriptFileError

COMMENT = "#"


def as_lines(suggested: Iterable[Suggestion]) -> str:
    """A line for each proposal; those that people have to decide about begin with `#`."""
    return "".join(
        f"{suggestion.words} = {suggestion.pseudonym}\n"
        if suggestion.ticked
        else f"{COMMENT} {suggestion.words} = {suggestion.pseudonym}\n"
        for suggestion in suggested
    )


def from_lines(text: str) -> dict[str, str]:
    """The pseudonyms by the words they replace; lines that begin with `#` say nothing.

    Raises TranscriptFileError for a line of another form, and for words that stand twice.
    """
    chosen: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith(COMMENT):
            continue
        words, sign, pseudonym = (part.strip() for part in line.rpartition("="))
        if not sign or not words or not pseudonym:
            raise TranscriptFileError(
                f"Line {number} of the replacements has no form. Write: Anna = [Person 1]"
            )
        if words in chosen:
            raise TranscriptFileError(f"{words} is replaced twice. Keep one of the lines.")
        chosen[words] = pseudonym
    return chosen
