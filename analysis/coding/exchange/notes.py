"""The notes of a REFI-QDA project: memos on codings, codes, participants or all of it."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.participants_of_texts import TextsOfCase
from analysis.coding.exchange.project import Note, Project
from analysis.coding.exchange.texts import text_of
from analysis.errors import ExchangeFileError
from core.line_ends import plain

SELECTIONS = "./{*}Sources/{*}TextSource/{*}PlainTextSelection"
ON_CODINGS = (SELECTIONS, f"{SELECTIONS}/{{*}}Coding", "./{*}Sources/{*}TextSource/{*}Coding")
ON_OTHERS = (".//{*}Code", "./{*}Sources/{*}TextSource")


def notes_of(
    root: Element, files: Mapping[str, bytes], users: set[str], file_name: str
) -> dict[str, Note]:
    """Each note by its GUID; its text is empty where the file does not hold it as plain text.

    Raises ExchangeFileError for a note beside the file that cannot be read, or holds U+0000.
    """
    return {
        guid: _note(note, guid, files, users, file_name)
        for note in root.iterfind("./{*}Notes/{*}Note")
        for guid in [_guid(note.get("guid"))]
    }


def _note(
    element: Element, guid: str, files: Mapping[str, bytes], users: set[str], file_name: str
) -> Note:
    has_text = element.get("plainTextPath") or element.find("{*}PlainTextContent") is not None
    text = plain(text_of(element, files, file_name))[0] if has_text else ""
    name = (element.get("name") or "").strip()
    if "\0" in text:
        raise ExchangeFileError(
            f"The note {name[:60]} of {file_name} holds the character U+0000, which is not text. "
            "Delete it."
        )
    user = _guid(element.get("creatingUser") or element.get("modifyingUser"))
    made_at = element.get("creationDateTime") or element.get("modifiedDateTime") or ""
    changed_at = element.get("modifiedDateTime") or made_at
    return Note(guid, name, text, user if user in users else "", made_at, changed_at)


def memo_of(elements: Iterable[Element], notes: Mapping[str, Note]) -> str:
    """The notes and descriptions of a coding and its selection, joined to one memo."""
    texts = (text for element in elements for text in _texts(element, notes))
    return "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))


def with_words(element: Element, notes: Mapping[str, Note]) -> tuple[str, ...]:
    """The GUIDs of the notes that an element names and that have words, each once."""
    named = dict.fromkeys(notes_named(element))
    return tuple(guid for guid in named if guid in notes and notes[guid].text.strip())


def about_all(root: Element, notes: Mapping[str, Note]) -> tuple[str, ...]:
    """The notes on the project as a whole: those that nothing else in the file names."""
    paths = (*ON_CODINGS, *ON_OTHERS)
    used = {guid for path in paths for each in root.iterfind(path) for guid in notes_named(each)}
    return tuple(guid for guid, note in notes.items() if guid not in used and note.text.strip())


def without_words(root: Element, notes: Mapping[str, Note]) -> Iterator[str]:
    """A sentence on the notes whose words are not in the file."""
    named = (
        guid for path in ON_CODINGS for each in root.iterfind(path) for guid in notes_named(each)
    )
    empty = {guid for guid, note in notes.items() if not note.text.strip()}
    if number := len(empty | {guid for guid in named if guid not in notes}):
        yield f"Left out: {number} memos whose words are not in the file as plain text."


def memos_on(case: TextsOfCase, project: Project, *, ours: bool) -> Iterator[Note]:
    """The memos on a participant: the notes on their texts, and what describes text or case.

    In our own files a case is described by its memos once more, and a text by how it is made.
    """
    notes = {note.guid: note for note in project.notes}
    memos = [notes[guid] for text in case.texts for guid in text.notes]
    yield from memos
    described = [] if ours else [text.description for text in case.texts]
    said = {note.text for note in memos} | ({described_by(memos)} if ours else set())
    for text in dict.fromkeys([case.description, *described]):
        if text.strip() and text not in said:
            yield Note(guid_of("description", case.name, text), "", text)


def described_by(memos: Iterable[Note]) -> str:
    """The description of a case by its memos, which programs show that know no others."""
    return "\n\n".join(note.text for note in memos)


def notes_named(element: Element) -> Iterator[str]:
    references = element.iterfind("{*}NoteRef")
    yield from (_guid(reference.get("targetGUID")) for reference in references)


def _texts(element: Element, notes: Mapping[str, Note]) -> Iterator[str]:
    yield plain(element.findtext("{*}Description") or "")[0]
    yield from (notes[guid].text for guid in notes_named(element) if guid in notes)


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()
