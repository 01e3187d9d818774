"""Writes REFI-QDA files (QDA-XML 1.0, specification 1.5); equal projects give equal bytes."""

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from analysis.coding.exchange.codes import codes_of, not_carried_of, numbered
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
    a reader can check that. Everything says when it was made and by whom where the standard allows
    it: there are readers that stop without. `not_carried` are sentences on what was left out
    before.
    """
    root = Element("Project", xmlns=PROJECT, name=fit(project.name), origin=ORIGIN)
    maker = project.maker
    if project.made_at:
        times = {"creationDateTime": project.made_at, "modifiedDateTime": project.changed_at}
        makers = {"creatingUserGUID": maker, "modifyingUserGUID": maker} if maker else {}
        root.attrib.update(times | makers)
    _add_users(root, project)
    if project.codes:
        _add_codes(SubElement(root, "CodeBook"), project.codes)
    _add_variables(root, project)
    _add_cases(root, project)
    if project.sources:
        sources = SubElement(root, "Sources")
        for source in project.sources:
            _add_source(sources, source, maker)
    _add_notes(root, project)
    _refer_to_notes(root, project.about_all)
    content = packed([("project.qde", _xml(root)), *_texts(project)])
    return Written(content, (*not_carried, *_not_carried(project)))


def _texts(project: Project) -> Iterator[tuple[str, bytes]]:
    """The files beside the XML: the sources, and the notes that programs show as a journal."""
    texts = [(source.guid, source.text) for source in project.sources]
    for guid, text in [*texts, *((note.guid, note.text) for note in project.notes)]:
        yield f"sources/{guid}.txt", plain(text)[0].encode()


def _add_users(root: Element, project: Project) -> None:
    if project.users:
        users = SubElement(root, "Users")
        for user in project.users:
            SubElement(users, "User", guid=user.guid, name=fit(user.name))


def _stamp(element: Element, user: str, made_at: str, changed_at: str = "") -> None:
    """Who made something, and when; each only where it is known."""
    values = {
        "creatingUser": user,
        "creationDateTime": made_at,
        "modifyingUser": user if made_at else "",
        "modifiedDateTime": changed_at or made_at,
    }
    element.attrib.update({name: value for name, value in values.items() if value})


def _add_notes(root: Element, project: Project) -> None:
    """Memos on codings stand in the XML, others in files of their own, under a name of their own.

    Programs take the latter for entries of a journal, whose names may not stand twice.
    """
    selections = [selection for source in project.sources for selection in source.selections]
    noted = [selection for selection in selections if selection.memo]
    if not noted and not project.notes:
        return
    notes = SubElement(root, "Notes")
    for selection in noted:
        note = SubElement(notes, "Note", guid=_note_guid(selection), name="Memo")
        _stamp(note, selection.user, selection.made_at)
        SubElement(note, "PlainTextContent").text = fit(plain(selection.memo)[0])
    taken: set[str] = set()
    for each in project.notes:
        name = next(free for free in numbered(each.name) if free not in taken)
        taken.add(name)
        path = f"internal://{each.guid}.txt"
        note = SubElement(notes, "Note", guid=each.guid, name=fit(name), plainTextPath=path)
        _stamp(note, each.user, each.made_at, each.changed_at)


def _refer_to_notes(element: Element, notes: Iterable[str]) -> None:
    for note in notes:
        SubElement(element, "NoteRef", targetGUID=note)


def _add_codes(parent: Element, codes: Iterable[Code]) -> None:
    """The standard asks for at least one code, and for no empty element."""
    _add_nested_codes(SubElement(parent, "Codes"), codes)


def _add_nested_codes(parent: Element, codes: Iterable[Code]) -> None:
    for code in codes:
        codable = "true" if code.codable else "false"
        element = SubElement(parent, "Code", guid=code.guid, name=fit(code.name), isCodable=codable)
        if code.description:
            SubElement(element, "Description").text = fit(code.description)
        if code.colour:
            element.set("color", code.colour)
        _refer_to_notes(element, code.notes)
        _add_nested_codes(element, code.codes)


def _add_variables(root: Element, project: Project) -> None:
    names = dict.fromkeys(name for case in project.cases for name, _value in case.values)
    if names:
        variables = SubElement(root, "Variables")
        for name in names:
            guid = _variable_guid(name)
            SubElement(variables, "Variable", guid=guid, name=fit(name), typeOfVariable="Text")


def _variable_guid(name: str) -> str:
    return guid_of("variable", name)


def _add_cases(root: Element, project: Project) -> None:
    if project.cases:
        cases = SubElement(root, "Cases")
        for case in project.cases:
            element = SubElement(cases, "Case", guid=case.guid, name=fit(case.name))
            if case.description:
                SubElement(element, "Description").text = fit(plain(case.description)[0])
            for name, value in case.values:
                known = SubElement(element, "VariableValue")
                SubElement(known, "VariableRef", targetGUID=_variable_guid(name))
                SubElement(known, "TextValue").text = fit(value)
            for source in case.sources:
                SubElement(element, "SourceRef", targetGUID=source)


def _add_source(parent: Element, source: Source, maker: str) -> None:
    path = f"internal://{source.guid}.txt"
    element = SubElement(
        parent, "TextSource", guid=source.guid, name=fit(source.name), plainTextPath=path
    )
    _stamp(element, maker, source.made_at)
    if source.description:
        SubElement(element, "Description").text = fit(source.description)
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
        _stamp(selected, selection.user, selection.made_at)
        if selection.memo:
            SubElement(selected, "Description").text = fit(plain(selection.memo)[0])
        coding = SubElement(selected, "Coding", guid=guid_of(selection.guid, "coding"))
        if selection.user:
            coding.set("creatingUser", selection.user)
        if selection.made_at:
            coding.set("creationDateTime", selection.made_at)
        SubElement(coding, "CodeRef", targetGUID=selection.code)
        if selection.memo:
            _refer_to_notes(coding, [_note_guid(selection)])
    _refer_to_notes(element, source.notes)


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
    known = [text for case in project.cases for pair in case.values for text in pair]
    written = [project.name, *memos, *users, *cases, *sources, *known]
    if any(fit(text) != text for text in written):
        remarks.append("Characters that XML cannot hold were replaced in names and memos.")
    if any("\r" in text for text in [*memos, *texts]):
        remarks.append("Line ends became LF; positions were moved along.")
    return remarks
