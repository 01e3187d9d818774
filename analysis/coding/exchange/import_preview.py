"""A project as it would come in, for its review and for storing it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.coding.exchange.coders import CoderCount, coders_of, is_read_by_all
from analysis.coding.exchange.codes import codebook_of
from analysis.coding.exchange.interviews import Interview, interviews_of
from analysis.coding.exchange.matching import Matched, as_new, matched
from analysis.coding.exchange.project import Note, Project, ReadProject, every
from analysis.coding.transcripts.turns import Turn
from analysis.statistics.themes.codebook import CodebookContent


@dataclass(frozen=True)
class ImportPreview:
    """A project as it would come in.

    `on_themes` are memos with the key of a theme, and `on_study` those on all of it. `remarks` are
    sentences on what does not come along or changes. `read_by_all` says that every coder has read
    every text, as far as the file shows.
    """

    matched: Matched
    interviews: tuple[Interview, ...]
    coders: tuple[CoderCount, ...]
    read_by_all: bool
    on_themes: tuple[tuple[str, Note], ...]
    on_study: tuple[Note, ...]
    remarks: tuple[str, ...]

    @property
    def codings(self) -> int:
        return sum(len(interview.codings) for interview in self.interviews)

    @property
    def memos(self) -> tuple[str, ...]:
        """The words of all memos, each once."""
        on_codings = [coding.memo for each in self.interviews for coding in each.codings]
        notes = [note for each in self.interviews for note in each.memos]
        notes += [note for _theme, note in self.on_themes] + list(self.on_study)
        texts = [*on_codings, *(note.text for note in notes)]
        return tuple(dict.fromkeys(text for text in texts if text))

    @property
    def variables(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each variable with the values that it has for somebody."""
        values: dict[str, list[str]] = {}
        for name, value in (pair for each in self.interviews for pair in each.values):
            values.setdefault(name, []).append(value)
        return tuple((name, tuple(dict.fromkeys(each))) for name, each in values.items())

    @property
    def agreed(self) -> int:
        """How many codings are of a consensus, which no coder made."""
        return self.codings - sum(coder.codings for coder in self.coders)

    @property
    def texts(self) -> tuple[str, ...]:
        """All in which names may stand beside the turns: titles, memos and values, each once."""
        titles = [interview.title for interview in self.interviews]
        titles += [talk.opening.title for each in self.interviews for talk in each.talks]
        values = [value for _name, each in self.variables for value in each]
        return tuple(dict.fromkeys(filter(None, [*titles, *self.memos, *values])))


def texts_of(preview: ImportPreview, *, ours: bool) -> tuple[Turn, ...]:
    """Everything in which names may stand: the texts, and then the turns of all interviews.

    In our own files a turn's speaker is no name.
    """
    turns = [turn for interview in preview.interviews for turn in interview.turns]
    if ours:
        turns = [replace(turn, speaker="") for turn in turns]
    return (*(Turn("", None, None, text) for text in preview.texts), *turns)


def preview_of(
    read: ReadProject, *, slug: str, title: str, into: CodebookContent | None = None
) -> ImportPreview:
    """The project with its codes in the codebook `into`, or in a new one of this slug and title.

    Raises ExchangeFileError for U+0000 in a text.
    """
    tree = codebook_of(read.project.codes, slug=slug, title=title)
    interviews, on_interviews = interviews_of(read)
    into_book = matched(tree, into) if into else as_new(tree)
    on_themes, on_areas = _on_codes(read.project, into_book.themes)
    return ImportPreview(
        matched=into_book,
        interviews=interviews,
        coders=coders_of(read, interviews),
        read_by_all=is_read_by_all(read, interviews),
        on_themes=on_themes,
        on_study=tuple(_on_study(read)),
        remarks=(*read.remarks, *on_interviews, *tree.remarks, *into_book.remarks, *on_areas),
    )


def _on_codes(
    project: Project, themes: Mapping[str, str]
) -> tuple[tuple[tuple[str, Note], ...], tuple[str, ...]]:
    """The memos on codes with the keys of their themes, and a sentence on those on areas."""
    notes = {note.guid: note for note in project.notes}
    memos = [
        (themes.get(code.guid), notes[guid]) for code in every(project.codes) for guid in code.notes
    ]
    on_themes = tuple((theme, note) for theme, note in memos if theme is not None)
    left_out = len(memos) - len(on_themes)
    told = (f"Left out: {left_out} memos on codes that became areas.",) if left_out else ()
    return on_themes, told


def _on_study(read: ReadProject) -> Iterator[Note]:
    """The memos on the whole project; in files of other programs their names are titles."""
    notes = {note.guid: note for note in read.project.notes}
    for guid in read.project.about_all:
        note = notes[guid]
        titled = note.name and not read.ours and not note.text.startswith(note.name)
        yield replace(note, text=f"{note.name}\n\n{note.text}") if titled else note
