"""GUIDs that stay the same from one export to the next."""

import re
from uuid import UUID, uuid5

from analysis.errors import ExchangeFileError

NAMESPACE = UUID("7e5a2c1c-7d0b-5d6c-9f43-0c4f1e1a5b0e")
FORM = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_form = re.compile(rf"{FORM}|\{{{FORM}\}}")


def guid_of(*path: str) -> str:
    """A GUID for a path of names, such as codebook and key; equal paths have equal GUIDs."""
    return str(uuid5(NAMESPACE, "/".join(part.replace("/", "//") for part in path)))


def is_guid(text: str) -> bool:
    return _form.fullmatch(text) is not None


def normal_guid(text: str | None, subject: str) -> str:
    """A GUID in lower case and without braces. Raises ExchangeFileError for anything else."""
    if text is None or not is_guid(text.strip()):
        raise ExchangeFileError(
            f"{subject} has the identifier {text or 'nothing'}, which is no GUID. Export the file "
            "again from the program it comes from."
        )
    return text.strip().strip("{}").lower()
