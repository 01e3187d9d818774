"""The texts of a REFI-QDA project with their codings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from analysis.coding.exchange.guids import guid_of, normal_guid
from analysis.coding.exchange.notes import memo_of, with_words
from analysis.coding.exchange.positions import EXCLUSIVE, Claim, convention_of, shifted
from analysis.coding.exchange.project import Note, Selection, Source
from analysis.coding.exchange.texts import text_of
from analysis.errors import ExchangeFileError
from core.line_ends import plain

Remarks = list[str]


@dataclass(frozen=True)
class References:
    """What codings may refer to: the GUIDs of codes and users, and notes by their GUIDs."""

    codes: set[str]
    users: set[str]
    notes: Mapping[str, Note]


def read_sources(
    root: Element, files: Mapping[str, bytes], references: References, file_name: str
) -> tuple[tuple[Source, ...], Remarks]:
    """Every text, and a sentence for everything that was corrected or left out.

    The paths of `files` are in lower case.
    Raises ExchangeFileError for texts or codings that cannot be read.
    """
    elements = list(root.iterfind("./{*}Sources/{*}TextSource"))
    texts = [text_of(element, files, file_name) for element in elements]
    claims = [
        [_claim(selection, file_name) for selection in element.iterfind("{*}PlainTextSelection")]
        for element in elements
    ]
    convention, proofs = convention_of(list(zip(texts, claims, strict=True)), file_name)
    remarks: Remarks = []
    if convention != EXCLUSIVE:
        remarks.append(
            f"Positions were corrected: {proofs} selections show by their words that the file "
            f"counts {convention}."
        )
    elif not proofs and any(claims):
        remarks.append(
            "No selection carries its words, so positions could not be checked; look at a few."
        )
    sources = tuple(
        _source(element, text, claimed, convention, references)
        for element, text, claimed in zip(elements, texts, claims, strict=True)
    )
    return sources, [
        *remarks,
        *_uncoded(elements),
        *_coded_whole(elements),
    ]


def _uncoded(elements: Iterable[Element]) -> Iterable[str]:
    bare = [
        selection
        for element in elements
        for selection in element.iterfind("{*}PlainTextSelection")
        if selection.find("{*}Coding") is None
    ]
    if bare:
        yield f"Left out: {len(bare)} selections that no code is on."


def _coded_whole(elements: Iterable[Element]) -> Iterable[str]:
    for element in elements:
        if number := len(element.findall("{*}Coding")):
            name = (element.get("name") or "")[:60]
            yield f"{number} codes on the whole of {name} were put on all of its words."


def _claim(selection: Element, file_name: str) -> Claim:
    try:
        start, end = (int(selection.get(name) or "") for name in ("startPosition", "endPosition"))
    except ValueError as problem:
        raise ExchangeFileError(
            f"{file_name} holds a selection whose position is no number. Export it again."
        ) from problem
    return Claim(start, end, selection.get("name") or "")


def _source(
    element: Element, text: str, claims: list[Claim], convention: str, references: References
) -> Source:
    name = element.get("name") or ""
    unified, moved = plain(text)
    selections: list[Selection] = []
    selected = element.iterfind("{*}PlainTextSelection")
    for selection, claim in zip(selected, claims, strict=True):
        start, end = shifted(claim, convention)
        if not 0 <= start < end <= len(text):
            raise ExchangeFileError(
                f"A selection in {name[:60]} reaches from {start} to {end}, outside of its "
                f"{len(text)} characters. Export the file again."
            )
        selections += _codings(selection, *moved(start, end), references)
    if unified:
        selections += _codings(element, 0, len(unified), references)
    guid = normal_guid(element.get("guid"), f"The text {name[:60]}")
    return Source(
        guid=guid,
        name=name,
        text=unified,
        selections=tuple(selections),
        description=plain(element.findtext("{*}Description") or "")[0].strip(),
        notes=with_words(element, references.notes),
    )


def _codings(element: Element, start: int, end: int, references: References) -> Iterable[Selection]:
    """A selection for each code of a selection or of a whole source; memos of both are joined."""
    own = normal_guid(element.get("guid"), "A selection")
    is_whole = element.tag.endswith("TextSource")
    for number, coding in enumerate(element.findall("{*}Coding")):
        yield Selection(
            guid=guid_of(own, str(number)) if is_whole or number else own,
            start=start,
            end=end,
            code=_code(coding, references),
            user=_user(coding, element, references),
            memo=memo_of([coding] if is_whole else [coding, element], references.notes),
        )


def _code(coding: Element, references: References) -> str:
    reference = coding.find("{*}CodeRef")
    target = None if reference is None else reference.get("targetGUID")
    code = normal_guid(target, "The code of a selection")
    if code not in references.codes:
        raise ExchangeFileError(
            f"A selection has the code {code}, which is not in the codebook. Export it again."
        )
    return code


def _user(coding: Element, element: Element, references: References) -> str:
    """The user who coded, or else who selected; empty where the file names nobody."""
    named = coding.get("creatingUser") or element.get("creatingUser") or ""
    user = normal_guid(named, "A coder") if named else ""
    if user and user not in references.users:
        raise ExchangeFileError(
            f"A selection was made by {user}, who is not among the users. Export it again."
        )
    return user
