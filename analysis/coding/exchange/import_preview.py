"""A project as it would come in, for a review before it and for the storing itself."""

from dataclasses import dataclass

from analysis.coding.exchange.coders import CoderCount, coders_of, is_read_by_all
from analysis.coding.exchange.codes import codebook_of
from analysis.coding.exchange.interviews import Interview, interviews_of
from analysis.coding.exchange.matching import Matched, as_new, matched
from analysis.coding.exchange.project import ReadProject
from analysis.statistics.themes.codebook import CodebookContent


@dataclass(frozen=True)
class Intake:
    """`told` is what does not come along or changes, in sentences.

    `read_by_all` says that every coder has read every text, as far as the file knows.
    """

    matched: Matched
    interviews: tuple[Interview, ...]
    coders: tuple[CoderCount, ...]
    read_by_all: bool
    told: tuple[str, ...]

    @property
    def codings(self) -> int:
        return sum(len(each.codings) for each in self.interviews)

    @property
    def agreed(self) -> int:
        """Codings of a consensus, which no coder made."""
        return self.codings - sum(coder.codings for coder in self.coders)


def intake_of(
    read: ReadProject, *, slug: str, title: str, into: CodebookContent | None = None
) -> Intake:
    """Its codes in a codebook that is there, or in a new one of this name and title.

    Raises ExchangeFileError for U+0000 in a text.
    """
    tree = codebook_of(read.project.codes, slug=slug, title=title)
    interviews, told = interviews_of(read)
    return Intake(
        matched=matched(tree, into) if into else as_new(tree),
        interviews=interviews,
        coders=coders_of(read, interviews),
        read_by_all=is_read_by_all(read, interviews),
        told=(*read.told, *told, *tree.told),
    )
