"""A project as it would come in, for its review and for storing it."""

from dataclasses import dataclass, replace

from analysis.coding.exchange.coders import CoderCount, coders_of, is_read_by_all
from analysis.coding.exchange.codes import codebook_of
from analysis.coding.exchange.interviews import Interview, interviews_of
from analysis.coding.exchange.matching import Matched, as_new, matched
from analysis.coding.exchange.project import ReadProject
from analysis.coding.transcripts.turns import Turn
from analysis.statistics.themes.codebook import CodebookContent


@dataclass(frozen=True)
class ImportPreview:
    """A project as it would come in.

    `remarks` are sentences on what does not come along or changes. `read_by_all` says that every
    coder has read every text, as far as the file shows.
    """

    matched: Matched
    interviews: tuple[Interview, ...]
    coders: tuple[CoderCount, ...]
    read_by_all: bool
    remarks: tuple[str, ...]

    @property
    def codings(self) -> int:
        return sum(len(interview.codings) for interview in self.interviews)

    @property
    def agreed(self) -> int:
        """How many codings are of a consensus, which no coder made."""
        return self.codings - sum(coder.codings for coder in self.coders)

    @property
    def memos(self) -> tuple[str, ...]:
        codings = (coding for interview in self.interviews for coding in interview.codings)
        return tuple(dict.fromkeys(coding.memo for coding in codings if coding.memo))


def texts_of(preview: ImportPreview, *, ours: bool) -> tuple[Turn, ...]:
    """Everything in which names may stand: titles, memos, and then the turns of all interviews.

    In our own files a turn's speaker is no name.
    """
    texts = (*(interview.title for interview in preview.interviews), *preview.memos)
    turns = [turn for interview in preview.interviews for turn in interview.turns]
    if ours:
        turns = [replace(turn, speaker="") for turn in turns]
    return (*(Turn("", None, None, text) for text in texts), *turns)


def preview_of(
    read: ReadProject, *, slug: str, title: str, into: CodebookContent | None = None
) -> ImportPreview:
    """The project with its codes in the codebook `into`, or in a new one of this slug and title.

    Raises ExchangeFileError for U+0000 in a text.
    """
    tree = codebook_of(read.project.codes, slug=slug, title=title)
    interviews, on_interviews = interviews_of(read)
    return ImportPreview(
        matched=matched(tree, into) if into else as_new(tree),
        interviews=interviews,
        coders=coders_of(read, interviews),
        read_by_all=is_read_by_all(read, interviews),
        remarks=(*read.remarks, *on_interviews, *tree.remarks),
    )
