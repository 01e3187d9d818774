"""REFI-QDA files out: the same project gives the same bytes (QDA-XML 1.0; specification 1.5)."""

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analysis.coding.exchange.codes import codes_of, not_carried_of
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.project import Code, Project, Selection, Source, Written
from analysis.statistics.themes.codebook import CodebookContent
from core.line_ends import plain
from core.xml_text import fit
from core.zip_files import packed

CODEBOOK, PROJECT = "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0"
ORIGIN = "Needfinder"


def codebook_file(book: CodebookContent) -> Written:
    """A .qdc file."""
    root = Element("CodeBook", xmlns=CODEBOOK, origin=ORIGIN)
    _add_codes(root, codes_of(book))
    return Written(_xml(root), not_carried_of(book))


def project_file(project: Project, not_carried: Sequence[str] = ()) -> Written:
    """A .qdpx file: the project's XML, and each source as plain text.

    Positions end before the character they name, and each selection is called by its words, so
    that a reader can tell. `not_carried` is what was left out before, told along.
    """
    root = Element("Project", xmlns=PROJECT, name=fit(project.name), origin=ORIGIN)
    _add_users(root, project)
    if project.codes:
        _add_codes(SubElement(root, "CodeBook"), project.codes)
    _add_cases(root, project)
    if project.sources:
        sources = SubElement(root, "Sources")
        for source in project.sources:
            _add_source(sources, source)
    _add_memos(root, project)
    texts = [(f"sources/{each.guid}.txt", plain(each.text)[0].encode()) for each in project.sources]
    content = packed([("project.qde", _xml(root)), *texts])
    return Written(content, (*not_carried, *_not_carried(project)))


def _add_users(root: Element, project: Project) -> None:
    if project.users:
        users = SubElement(root, "Users")
        for user in project.users:
            SubElement(users, "User", guid=user.guid, name=fit(user.name))


def _add_memos(root: Element, project: Project) -> None:
    memos = [each for source in project.sources for each in source.selections if each.memo]
    if memos:
        notes = SubElement(root, "Notes")
        for each in memos:
            note = SubElement(notes, "Note", guid=_note_guid(each), name="Memo")
            SubElement(note, "PlainTextContent").text = fit(plain(each.memo)[0])


def _add_codes(parent: Element, codes: Iterable[Code]) -> None:
    """The standard wants at least one code, and no element for sets that there are none of."""
    _add_each(SubElement(parent, "Codes"), codes)


def _add_each(parent: Element, codes: Iterable[Code]) -> None:
    for code in codes:
        codable = "true" if code.codable else "false"
        element = SubElement(parent, "Code", guid=code.guid, name=fit(code.name), isCodable=codable)
        if code.description:
            SubElement(element, "Description").text = fit(code.description)
        _add_each(element, code.codes)


def _add_cases(root: Element, project: Project) -> None:
    if project.cases:
        cases = SubElement(root, "Cases")
        for case in project.cases:
            element = SubElement(cases, "Case", guid=case.guid, name=fit(case.name))
            for source in case.sources:
                SubElement(element, "SourceRef", targetGUID=source)


def _add_source(parent: Element, source: Source) -> None:
    path = f"internal://{source.guid}.txt"
    element = SubElement(
        parent, "TextSource", guid=source.guid, name=fit(source.name), plainTextPath=path
    )
    text, moved = plain(source.text)
    for each in source.selections:
        start, end = moved(each.start, each.end)
        selection = SubElement(
            element,
            "PlainTextSelection",
            guid=each.guid,
            name=fit(text[start:end]),
            startPosition=str(start),
            endPosition=str(end),
        )
        coding = SubElement(selection, "Coding", guid=guid_of(each.guid, "coding"))
        if each.user:
            selection.set("creatingUser", each.user)
            coding.set("creatingUser", each.user)
        SubElement(coding, "CodeRef", targetGUID=each.code)
        if each.memo:
            SubElement(coding, "NoteRef", targetGUID=_note_guid(each))


def _note_guid(selection: Selection) -> str:
    return guid_of(selection.guid, "memo")


def _xml(root: Element) -> bytes:
    indent(root)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _not_carried(project: Project) -> list[str]:
    told = []
    memos = [each.memo for source in project.sources for each in source.selections]
    words = [project.name, *memos, *(each.name for each in project.users)]
    words += [*(each.name for each in project.cases), *(each.name for each in project.sources)]
    if any(fit(each) != each for each in words):
        told.append("Characters that XML cannot hold were replaced in names and memos.")
    if any("\r" in text for text in [*memos, *(source.text for source in project.sources)]):
        told.append("Line ends became LF; positions were moved along.")
    return told
