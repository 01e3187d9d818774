"""Writes REFI-QDA files (QDA-XML 1.0, specification 1.5); equal projects give equal bytes."""

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
    """A .qdpx file: the project as XML, and each source as plain text.

    Positions end before the character they name, and each selection is named by its words, so that
    a reader can check that. `not_carried` are sentences on what was left out before.
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
    texts = [
        (f"sources/{source.guid}.txt", plain(source.text)[0].encode()) for source in project.sources
    ]
    content = packed([("project.qde", _xml(root)), *texts])
    return Written(content, (*not_carried, *_not_carried(project)))


def _add_users(root: Element, project: Project) -> None:
    if project.users:
        users = SubElement(root, "Users")
        for user in project.users:
            SubElement(users, "User", guid=user.guid, name=fit(user.name))


def _add_memos(root: Element, project: Project) -> None:
    selections = [selection for source in project.sources for selection in source.selections]
    noted = [selection for selection in selections if selection.memo]
    if noted:
        notes = SubElement(root, "Notes")
        for selection in noted:
            note = SubElement(notes, "Note", guid=_note_guid(selection), name="Memo")
            SubElement(note, "PlainTextContent").text = fit(plain(selection.memo)[0])


def _add_codes(parent: Element, codes: Iterable[Code]) -> None:
    """The standard asks for at least one code, and for no empty element."""
    _add_nested_codes(SubElement(parent, "Codes"), codes)


def _add_nested_codes(parent: Element, codes: Iterable[Code]) -> None:
    for code in codes:
        codable = "true" if code.codable else "false"
        element = SubElement(parent, "Code", guid=code.guid, name=fit(code.name), isCodable=codable)
        if code.description:
            SubElement(element, "Description").text = fit(code.description)
        _add_nested_codes(element, code.codes)


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
    for selection in source.selections:
        start, end = moved(selection.start, selection.end)
        selected = SubElement(
            element,
            "PlainTextSelection",
            guid=selection.guid,
            name=fit(text[start:end]),
            startPosition=str(start),
            endPosition=str(end),
        )
        coding = SubElement(selected, "Coding", guid=guid_of(selection.guid, "coding"))
        if selection.user:
            selected.set("creatingUser", selection.user)
            coding.set("creatingUser", selection.user)
        SubElement(coding, "CodeRef", targetGUID=selection.code)
        if selection.memo:
            SubElement(coding, "NoteRef", targetGUID=_note_guid(selection))


def _note_guid(selection: Selection) -> str:
    return guid_of(selection.guid, "memo")


def _xml(root: Element) -> bytes:
    indent(root)
    content: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"


def _not_carried(project: Project) -> list[str]:
    remarks = []
    texts = [source.text for source in project.sources]
    memos = [selection.memo for source in project.sources for selection in source.selections]
    users = [user.name for user in project.users]
    cases = [case.name for case in project.cases]
    sources = [source.name for source in project.sources]
    written = [project.name, *memos, *users, *cases, *sources]
    if any(fit(text) != text for text in written):
        remarks.append("Characters that XML cannot hold were replaced in names and memos.")
    if any("\r" in text for text in [*memos, *texts]):
        remarks.append("Line ends became LF; positions were moved along.")
    return remarks
