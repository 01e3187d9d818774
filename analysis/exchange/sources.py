"""The texts of a REFI-QDA project and what was coded in them."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from analysis.errors import ExchangeFileError
from analysis.exchange.guids import guid_of, normal_guid
from analysis.exchange.line_ends import MARK, plain
from analysis.exchange.positions import EXCLUSIVE, Claim, convention_of, shifted
from analysis.exchange.project import Selection, Source

INTERNAL = "internal://"
Told = list[str]


def read_sources(
    root: Element, files: Mapping[str, bytes], *, codes: set[str], users: set[str], what: str
) -> tuple[tuple[Source, ...], Told]:
    """Every text, with a sentence for what was corrected or left out. Raises ExchangeFileError."""
    elements = list(root.iterfind("./{*}Sources/{*}TextSource"))
    inside = {path.lower(): content for path, content in files.items()}
    texts = [_text(element, inside, what) for element in elements]
    claims = [
        [_claim(each, what) for each in element.iterfind("{*}PlainTextSelection")]
        for element in elements
    ]
    convention, proofs = convention_of(list(zip(texts, claims, strict=True)), what)
    told: Told = []
    if convention != EXCLUSIVE:
        told.append(
            f"Positions were corrected: {proofs} selections show by their words that the file "
            f"counts {convention}."
        )
    elif not proofs and any(claims):
        told.append(
            "No selection carries its words, so positions could not be checked; look at a few."
        )
    notes = _notes(root)
    sources = tuple(
        _source(element, text, found, convention, notes, codes, users, told)
        for element, text, found in zip(elements, texts, claims, strict=True)
    )
    return sources, told


def _text(element: Element, files: Mapping[str, bytes], what: str) -> str:
    """Paths of `files` are in lower case: programs differ in that of the folder."""
    inline = element.findtext("{*}PlainTextContent")
    if inline is not None:
        return inline
    path = element.get("plainTextPath") or ""
    name = path.removeprefix(INTERNAL)
    if not path.startswith(INTERNAL) or "/" in name or "\\" in name or name in {"", ".."}:
        raise ExchangeFileError(
            f"{what} names a text by {path[:100] or 'no path'}, which lies outside of it. Export "
            "it with its sources inside."
        )
    found = files.get(f"sources/{name}".lower())
    if found is None:
        raise ExchangeFileError(f"{what} lacks the text {name[:100]}. Export it again.")
    try:
        return found.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as problem:
        raise ExchangeFileError(
            f"{name} in {what} is not UTF-8 text. Export it again."
        ) from problem


def _claim(selection: Element, what: str) -> Claim:
    try:
        start, end = (int(selection.get(name) or "") for name in ("startPosition", "endPosition"))
    except ValueError as problem:
        raise ExchangeFileError(
            f"{what} holds a selection whose position is no number. Export it again."
        ) from problem
    return Claim(start, end, selection.get("name") or "")


def _source(
    element: Element, text: str, claims: list[Claim], convention: str, notes: Mapping[str, str],
    codes: set[str], users: set[str], told: Told,
) -> Source:  # fmt: skip
    name = element.get("name") or ""
    unified, moved = plain(text)
    selections: list[Selection] = []
    for each, claim in zip(element.iterfind("{*}PlainTextSelection"), claims, strict=True):
        start, end = shifted(claim, convention)
        if not 0 <= start < end <= len(text):
            raise ExchangeFileError(
                f"A selection in {name[:60]} reaches from {start} to {end}, outside of its "
                f"{len(text)} characters. Export the file again."
            )
        if each.find("{*}Coding") is None:
            told.append(f"Left out: a selection in {name[:60]} that no code is on.")
        selections += _codings(each, *moved(start, end), notes, codes, users)
    whole = list(_codings(element, 0, len(unified), notes, codes, users)) if unified else []
    if whole:
        told.append(f"{len(whole)} codes on the whole of {name[:60]} were put on all of its words.")
    guid = normal_guid(element.get("guid"), f"The text {name[:60]}")
    return Source(guid, name, unified, (*selections, *whole))


def _codings(
    element: Element, start: int, end: int, notes: Mapping[str, str], codes: set[str],
    users: set[str],
) -> Iterable[Selection]:  # fmt: skip
    """One for each code of a selection, or of a whole source; memos of both are joined."""
    own = normal_guid(element.get("guid"), "A selection")
    is_whole = element.tag.endswith("TextSource")
    outer = [] if is_whole else element.findall("{*}NoteRef")
    for number, coding in enumerate(element.findall("{*}Coding")):
        reference = coding.find("{*}CodeRef")
        target = None if reference is None else reference.get("targetGUID")
        code = normal_guid(target, "The code of a selection")
        if code not in codes:
            raise ExchangeFileError(
                f"A selection has the code {code}, which is not in the codebook. Export it again."
            )
        user = coding.get("creatingUser") or element.get("creatingUser") or ""
        user = normal_guid(user, "A coder") if user else ""
        if user and user not in users:
            raise ExchangeFileError(
                f"A selection was made by {user}, who is not among the users. Export it again."
            )
        references = [
            each.get("targetGUID") or "" for each in (*coding.findall("{*}NoteRef"), *outer)
        ]
        memos = [notes.get(each.strip("{}").lower(), "") for each in references]
        yield Selection(
            guid=guid_of(own, str(number)) if is_whole or number else own,
            start=start, end=end, code=code, user=user,
            memo="\n\n".join(memo for memo in memos if memo),
        )  # fmt: skip


def _notes(root: Element) -> dict[str, str]:
    return {
        (each.get("guid") or "").strip("{}").lower(): each.findtext("{*}PlainTextContent") or ""
        for each in root.iterfind("./{*}Notes/{*}Note")
    }
