"""How a file counts the positions of its selections, which their words prove.

The text of the standard can be read as an inclusive end, its example is exclusive, and there are
files of both kinds; some also count a byte-order mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.errors import ExchangeFileError
from core.xml_text import fit

CONVENTIONS = {
    "as they are": (0, 0),
    "with an end that belongs to the words": (0, 1),
    "after a byte-order mark that was counted": (-1, -1),
    "after a byte-order mark, with an end that belongs to the words": (-1, 0),
}
"""What is added to the start and to the end, by how sentences describe the convention."""
EXCLUSIVE = next(iter(CONVENTIONS))


@dataclass(frozen=True)
class Claim:
    """Positions as a file gives them, and the words that it gives with them, or none."""

    start: int
    end: int
    words: str


def convention_of(texts: Sequence[tuple[str, Sequence[Claim]]], file_name: str) -> tuple[str, int]:
    """The convention that all selections of a file follow, and how many of them prove it.

    Ends count as exclusive where no words prove anything. Raises ExchangeFileError where different
    selections follow different conventions.
    """
    followed = dict.fromkeys(CONVENTIONS, 0)
    proofs = 0
    for text, claims in texts:
        for claim in claims:
            matching = [name for name in CONVENTIONS if claim.words and _fits(text, claim, name)]
            proofs += bool(matching)
            for name in matching:
                followed[name] += 1
    for name, number in followed.items():
        if number == proofs:
            return name, proofs
    raise ExchangeFileError(
        f"{file_name} counts the ends of some selections in and those of others out: "
        f"{followed[EXCLUSIVE]} of {proofs} end before the position they name. Export it again."
    )


def shifted(claim: Claim, convention: str) -> tuple[int, int]:
    start, end = CONVENTIONS[convention]
    return claim.start + start, claim.end + end


def _fits(text: str, claim: Claim, convention: str) -> bool:
    start, end = shifted(claim, convention)
    return 0 <= start < end and fit(text[start:end]) == claim.words
