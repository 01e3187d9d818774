"""Plain texts of a REFI-QDA project, which stand in its XML or in a file beside it."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from analysis.errors import ExchangeFileError
from core.line_ends import MARK

INTERNAL = "internal://"


def text_of(element: Element, files: Mapping[str, bytes], file_name: str) -> str:
    """The words of a text or a note.

    The paths of `files` are in lower case, since programs differ in the case of the folder's name.
    Raises ExchangeFileError for a path out of the archive, a missing file, and text that is not
    UTF-8.
    """
    inline = element.findtext("{*}PlainTextContent")
    if inline is not None:
        return inline
    path = element.get("plainTextPath") or ""
    name = path.removeprefix(INTERNAL)
    if not path.startswith(INTERNAL) or "/" in name or "\\" in name or name in {"", ".."}:
        raise ExchangeFileError(
            f"{file_name} names a text by {path[:100] or 'no path'}, which lies outside of it. "
            "Export it with its sources inside."
        )
    content = files.get(f"sources/{name}".lower())
    if content is None:
        raise ExchangeFileError(f"{file_name} lacks the text {name[:100]}. Export it again.")
    try:
        return content.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError as problem:
        raise ExchangeFileError(
            f"{name} in {file_name} is not UTF-8 text. Export it again."
        ) from problem
