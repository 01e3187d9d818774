"""Reads REFI-QDA files of any program, within bounds and without falling into traps."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from xml.etree.ElementTree import Element

from analysis.coding.exchange.codes import codebook_of, require_storable
from analysis.coding.exchange.guids import guid_of, normal_guid
from analysis.coding.exchange.notes import about_all, notes_of, with_words, without_words
from analysis.coding.exchange.project import Code, Note, Project, ReadProject, User, every
from analysis.coding.exchange.read_cases import read_cases
from analysis.coding.exchange.sources import References, read_sources
from analysis.coding.exchange.writing import CODEBOOK, ORIGIN, PROJECT
from analysis.errors import ExchangeFileError
from analysis.statistics.themes.codebook import DEEPEST, CodebookContent
from core.errors import UnsafeFile
from core.line_ends import plain
from core.xml_text import parsed
from core.zip_files import LARGEST_FILE, unpacked

MOST_OF = {"User": 5_000, "PlainTextSelection": 30_000, "Note": 30_000, "Case": 30_000}
"""How many of each a project may have: a hundred interviews of three hundred segments each."""
MOST_CODES = 2_000
"""With the areas they lie in; the largest codebook of a file may have 1,000 themes."""

NOT_READ = {
    "PictureSource": "pictures",
    "PDFSource": "PDF documents",
    "AudioSource": "sound",
    "VideoSource": "video",
    "Link": "links",
    "Graph": "graphs",
    "Set": "sets",
}


def read_codebook_file(
    content: bytes, *, slug: str, title: str, file_name: str = "The file"
) -> tuple[CodebookContent, tuple[str, ...]]:
    """The codebook of a .qdc file, and a sentence for everything that had to change.

    Messages call the file `file_name`. Raises ExchangeFileError for a file that cannot be read.
    """
    if len(content) > LARGEST_FILE:
        raise ExchangeFileError(
            f"{file_name} is larger than {LARGEST_FILE:,} bytes. It is no codebook."
        )
    with _exchange_errors():
        root = parsed(content, file_name, root=f"{{{CODEBOOK}}}CodeBook")
    tree = codebook_of(_codes(root, CODEBOOK, file_name, {}), slug=slug, title=title)
    require_storable(tree.book)
    return tree.book, (*_sets_left_out(root), *tree.remarks)


def read_project_file(content: bytes, *, file_name: str = "The file") -> ReadProject:
    """The project of a .qdpx file: users, codes, texts with their selections, and cases.

    Raises ExchangeFileError with one sentence for a file that cannot be read.
    """
    with _exchange_errors():
        files = unpacked(content, file_name)
    inner = [name for name in files if "/" not in name and name.lower().endswith(".qde")]
    if len(inner) != 1:
        raise ExchangeFileError(
            f"{file_name} holds {len(inner)} files project.qde instead of one. Export it again."
        )
    inside = f"{inner[0]} in {file_name[:1].lower()}{file_name[1:]}"
    with _exchange_errors():
        root = parsed(files[inner[0]], inside, root=f"{{{PROJECT}}}Project")
    _require_few(root, file_name)
    users = tuple(
        User(normal_guid(user.get("guid"), "A user"), user.get("name") or "")
        for user in root.iterfind("./{*}Users/{*}User")
    )
    lowered = {path.lower(): content for path, content in files.items()}
    notes = notes_of(root, lowered, {user.guid for user in users}, file_name)
    book = root.find("./{*}CodeBook")
    codes = _codes(book, PROJECT, file_name, notes) if book is not None else ()
    code_guids = [code.guid for code in every(codes)]
    references = References(set(code_guids), {user.guid for user in users}, notes)
    sources, remarks = read_sources(root, lowered, references, file_name)
    cases, on_variables = read_cases(root, {source.guid for source in sources})
    guids = [element.guid for elements in (users, sources, cases) for element in elements]
    _refuse_repetitions([*code_guids, *guids], file_name)
    coded = {selection.code for source in sources for selection in source.selections}
    codes = _made_codable(codes, coded)
    ours = root.get("origin") == ORIGIN
    described = _description_of(root)
    on_all = about_all(root, notes)
    on_codes = [guid for code in every(codes) for guid in code.notes]
    on_texts = [guid for source in sources for guid in source.notes]
    kept = dict.fromkeys([*on_codes, *on_texts, *on_all])
    project = Project(
        name=root.get("name") or "",
        users=users,
        codes=codes,
        sources=sources,
        cases=cases,
        notes=(*(notes[guid] for guid in kept), *described),
        about_all=(*on_all, *(note.guid for note in described)),
    )
    told = (
        *_not_read(root),
        *remarks,
        *on_variables,
        *_on_passages(root),
        *without_words(root, notes),
    )
    return ReadProject(project, told, ours)


def _description_of(root: Element) -> tuple[Note, ...]:
    """What the file says about the project as a whole, as a note."""
    text = plain(root.findtext("./{*}Description") or "")[0].strip()
    return (Note(guid_of("description", text), "", text),) if text else ()


def _on_passages(root: Element) -> Iterator[str]:
    if number := sum(1 for _ in root.iterfind("./{*}Notes/{*}Note/{*}PlainTextSelection")):
        yield f"{number} notes on passages without a code became memos on their participants."


@contextmanager
def _exchange_errors() -> Iterator[None]:
    """Raise an UnsafeFile as an ExchangeFileError."""
    try:
        yield
    except UnsafeFile as problem:
        raise ExchangeFileError(str(problem)) from problem


def _codes(
    book: Element, namespace: str, file_name: str, notes: Mapping[str, Note]
) -> tuple[Code, ...]:
    number = sum(1 for _ in book.iter(f"{{{namespace}}}Code"))
    if number > MOST_CODES:
        raise ExchangeFileError(f"{file_name} holds {number:,} codes. Keep to {MOST_CODES:,}.")
    codes = tuple(
        _code(element, namespace, file_name, notes, DEEPEST)
        for element in book.iterfind(f"./{{{namespace}}}Codes/{{{namespace}}}Code")
    )
    if not codes:
        raise ExchangeFileError(f"{file_name} holds no codes. Export it with its codebook.")
    _refuse_repetitions([code.guid for code in every(codes)], file_name)
    return codes


def _code(
    element: Element, namespace: str, file_name: str, notes: Mapping[str, Note], levels: int
) -> Code:
    if not levels:
        raise ExchangeFileError(
            f"{file_name} nests codes deeper than {DEEPEST} levels. Flatten them."
        )
    name = (element.get("name") or "").strip()
    if not name:
        raise ExchangeFileError(f"{file_name} holds a code without a name. Give it one.")
    return Code(
        guid=normal_guid(element.get("guid"), f"The code {name[:60]}"),
        name=name,
        description=(element.findtext(f"{{{namespace}}}Description") or "").strip(),
        codable=(element.get("isCodable") or "true").strip() in {"true", "1"},
        codes=tuple(
            _code(inner, namespace, file_name, notes, levels - 1)
            for inner in element.iterfind(f"{{{namespace}}}Code")
        ),
        colour=(element.get("color") or "").strip(),
        notes=with_words(element, notes),
    )


def _made_codable(codes: tuple[Code, ...], coded: set[str]) -> tuple[Code, ...]:
    """Some programs mark codes as not codable although something is coded with them."""
    return tuple(
        replace(
            code,
            codable=code.codable or code.guid in coded,
            codes=_made_codable(code.codes, coded),
        )
        for code in codes
    )


def _sets_left_out(root: Element) -> Iterator[str]:
    """A sentence on sets, also where there are none inside, which the standard does not allow."""
    if (sets := root.find("./{*}Sets")) is not None:
        yield f"Left out: {len(sets)} sets, which have no place here."


def _require_few(root: Element, file_name: str) -> None:
    """Raises ExchangeFileError for a project whose reading would take the server too long."""
    for tag, most in MOST_OF.items():
        if sum(1 for _ in root.iter(f"{{{PROJECT}}}{tag}")) > most:
            raise ExchangeFileError(
                f"{file_name} holds more than {most:,} elements {tag}. Export a part of it."
            )


def _refuse_repetitions(guids: list[str], file_name: str) -> None:
    if len(set(guids)) < len(guids):
        twice = Counter(guids).most_common(1)[0][0]
        raise ExchangeFileError(
            f"{file_name} uses the GUID {twice} for two things. Export it again."
        )


def _not_read(root: Element) -> Iterator[str]:
    for tag, name in NOT_READ.items():
        if number := sum(1 for _ in root.iterfind(f"./{{*}}{tag}s/{{*}}{tag}")) + sum(
            1 for _ in root.iterfind(f"./{{*}}Sources/{{*}}{tag}")
        ):
            yield f"Left out: {number} {name}, which have no place here."
    if number := len(root.findall("./{*}Cases/{*}Case/{*}SelectionRef")):
        yield f"Left out: {number} segments that were put into cases; only whole texts can be."
