"""The texts of another program's project as interviews, turn by turn."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.exchange.project import Project
from analysis.transcripts.reading import read_transcript
from analysis.transcripts.turns import Turn

LONGEST_TITLE = 190


@dataclass(frozen=True)
class Interview:
    """A text under a title that no other one of its project has."""

    title: str
    turns: tuple[Turn, ...]


def interviews_of(project: Project) -> tuple[tuple[Interview, ...], tuple[str, ...]]:
    """Every text with words in it, and a sentence for everything that does not come along.

    Raises TranscriptFileError for a text with characters that are no text.
    """
    taken: set[str] = set()
    texts, told = [], []
    for number, source in enumerate(project.sources, start=1):
        name = " ".join(source.name.split())[:LONGEST_TITLE] or f"Text {number}"
        if not source.text.strip():
            told.append(f"Left out: {name}, which is empty.")
            continue
        title = next(each for each in _numbered(name) if each.casefold() not in taken)
        taken.add(title.casefold())
        texts.append(Interview(title, read_transcript(f"{title}.txt", source.text.encode())))
    codings = sum(len(source.selections) for source in project.sources)
    if codings:
        told.append(
            f"Left out: all codings ({codings:,}) and who made them. Coders here are "
            "accounts that code in rounds, blind to each other; plan a round to code these texts."
        )
    if project.cases:
        told.append(
            f"Left out: all cases ({len(project.cases):,}); each text is a case of its own here."
        )
    return tuple(texts), tuple(told)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name} ({number})"
        number += 1
