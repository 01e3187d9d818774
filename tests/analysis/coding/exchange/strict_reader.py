"""What readers of other programs rely on beyond the schema of the standard.

QualCoder (src/qualcoder/refi.py, commit c320464) stops at a note without a date, keeps one code of
each name, takes a selection's description for its memo, and needs a name of its own for each note
in a file; MAXQDA reads memos from the same place.
"""

from collections import Counter

from lxml import etree

from core.zip_files import unpacked

STAMPED = ("TextSource", "PlainTextSelection", "Note")


def require_readable(content: bytes) -> None:
    files = unpacked(content, "")
    root = etree.fromstring(files["project.qde"])
    _require_stamps(root)
    _require_names(root)
    notes = {note.get("guid"): note for note in root.iterfind("./{*}Notes/{*}Note")}
    for note in notes.values():
        words = note.findtext("{*}PlainTextContent") or files[_file(note)].decode()
        assert words.strip()
    for source in root.iterfind(".//{*}TextSource"):
        text = files[_file(source)].decode()
        assert not text.startswith("\ufeff")
        assert "\r" not in text
        for chosen in source.iterfind("{*}PlainTextSelection"):
            start, end = int(chosen.get("startPosition")), int(chosen.get("endPosition"))
            assert text[start:end] == chosen.get("name")
            named = chosen.find("{*}Coding/{*}NoteRef")
            note = notes[named.get("targetGUID")] if named is not None else None
            said = note.findtext("{*}PlainTextContent") if note is not None else None
            assert chosen.findtext("{*}Description") == said
    for empty in ("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Sets"):
        assert all(len(element) for element in root.iter(f"{{*}}{empty}"))


def _require_stamps(root: etree._Element) -> None:
    users = {user.get("guid") for user in root.iterfind("./{*}Users/{*}User")}
    for tag in STAMPED:
        for element in root.iter(f"{{*}}{tag}"):
            assert element.get("creationDateTime").endswith("Z"), element.attrib
            assert element.get("modifiedDateTime").endswith("Z"), element.attrib
            assert element.get("creatingUser") in users, element.attrib
    assert root.get("creationDateTime")
    assert root.get("creatingUserGUID") in users


def _require_names(root: etree._Element) -> None:
    for codable in ("true", "false"):
        codes = root.iterfind(f".//{{*}}Code[@isCodable='{codable}']")
        assert max(Counter(code.get("name").casefold() for code in codes).values(), default=0) < 2
    notes = root.iterfind("./{*}Notes/{*}Note[@plainTextPath]")
    filed = Counter(note.get("name") for note in notes)
    assert max(filed.values(), default=0) < 2
    assert "" not in filed


def _file(element: etree._Element) -> str:
    return f"sources/{element.get('plainTextPath').removeprefix('internal://')}"
