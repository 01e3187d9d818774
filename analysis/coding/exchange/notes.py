"""The notes of a REFI-QDA project: those that codings refer to are memos, others are left out."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from analysis.coding.exchange.texts import text_of
from core.line_ends import plain


def notes_of(root: Element, files: Mapping[str, bytes], file_name: str) -> dict[str, str]:
    """The words of each note by its GUID; empty where the file does not hold them as plain text."""
    return {
        _guid(note.get("guid")): plain(text_of(note, files, file_name))[0]
        if note.get("plainTextPath") or note.find("{*}PlainTextContent") is not None
        else ""
        for note in root.iterfind("./{*}Notes/{*}Note")
    }


def memo_of(elements: Iterable[Element], notes: Mapping[str, str]) -> str:
    """The notes and descriptions of a coding and its selection, joined to one memo."""
    texts = (text for element in elements for text in _texts(element, notes))
    return "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))


def not_memos(root: Element, notes: Mapping[str, str]) -> Iterator[str]:
    """A sentence on the notes that no coding refers to, and one on those without words."""
    selections = "./{*}Sources/{*}TextSource/{*}PlainTextSelection"
    holders = (selections, f"{selections}/{{*}}Coding", "./{*}Sources/{*}TextSource/{*}Coding")
    used = {
        guid for path in holders for holder in root.iterfind(path) for guid in _notes_named(holder)
    }
    if number := len(set(notes) - used):
        yield (
            f"Left out: {number} notes that belong to no coding but to a text, a code or the "
            "whole project."
        )
    if number := sum(not notes.get(guid, "").strip() for guid in used):
        yield f"Left out: {number} memos whose words are not in the file as plain text."


def _texts(element: Element, notes: Mapping[str, str]) -> Iterator[str]:
    yield element.findtext("{*}Description") or ""
    yield from (notes.get(guid, "") for guid in _notes_named(element))


def _notes_named(element: Element) -> Iterator[str]:
    references = element.iterfind("{*}NoteRef")
    yield from (_guid(reference.get("targetGUID")) for reference in references)


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()
