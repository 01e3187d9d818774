"""Notes of a REFI-QDA project: those that codings refer to are memos, the rest has no place."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from analysis.coding.exchange.texts import text_of
from core.line_ends import plain


def notes_of(root: Element, files: Mapping[str, bytes], what: str) -> dict[str, str]:
    """The words of each note by its GUID; empty where they are in no plain text of the file."""
    return {
        _guid(each.get("guid")): plain(text_of(each, files, what))[0]
        if each.get("plainTextPath") or each.find("{*}PlainTextContent") is not None
        else ""
        for each in root.iterfind("./{*}Notes/{*}Note")
    }


def memo_of(elements: Iterable[Element], notes: Mapping[str, str]) -> str:
    """The notes that a coding or its selection refers to, and what it is described by, as one."""
    said = (words for element in elements for words in _said(element, notes))
    return "\n\n".join(dict.fromkeys(words for words in said if words.strip()))


def not_memos(root: Element, notes: Mapping[str, str]) -> Iterator[str]:
    """A sentence for the notes that no coding refers to, and one for those without words."""
    selections = "./{*}Sources/{*}TextSource/{*}PlainTextSelection"
    holders = (selections, f"{selections}/{{*}}Coding", "./{*}Sources/{*}TextSource/{*}Coding")
    used = {guid for each in holders for holder in root.iterfind(each) for guid in _named(holder)}
    if number := len(set(notes) - used):
        yield (
            f"Left out: {number} notes that belong to no coding but to a text, a code or the "
            "whole project."
        )
    if number := sum(not notes.get(guid, "").strip() for guid in used):
        yield f"Left out: {number} memos whose words are not in the file as plain text."


def _said(element: Element, notes: Mapping[str, str]) -> Iterator[str]:
    yield element.findtext("{*}Description") or ""
    yield from (notes.get(guid, "") for guid in _named(element))


def _named(element: Element) -> Iterator[str]:
    yield from (_guid(each.get("targetGUID")) for each in element.iterfind("{*}NoteRef"))


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()
