"""The first keys of a study file, read and written without reading all of it.

The rest of a draft may be broken, and its comments and line breaks stay as they are.
"""

import json
import re

from survey.studies.models import StudyKind

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")


def heading(text: str, key: str) -> str | None:
    """The value of a key of the file itself, where it is one word; None where it is not."""
    match = re.search(rf"^{key}:[ \t]*([\"']?)([^\s\"'#]+)\1[ \t]*(#.*)?$", text, re.MULTILINE)
    return match and match[2]


def title_in(text: str) -> str | None:
    """The title, where the file itself has one in one line."""
    match = re.search(r"^title:[ \t]+(\S.*?)[ \t]*$", text, re.MULTILINE)
    written = match[1] if match else ""
    try:
        title = json.loads(written) if written.startswith('"') else re.sub(r"\s+#.*", "", written)
    except ValueError:
        return None
    if written.startswith("'"):
        title = title.strip("'").replace("''", "'")
    return title if title and title[0] not in "|>{[&*!" else None


def kind_in(text: str) -> StudyKind:
    """Of interviews where the file says so, as when it is read."""
    is_interviews = heading(text, "kind") == StudyKind.INTERVIEWS
    return StudyKind.INTERVIEWS if is_interviews else StudyKind.SURVEY


def with_heading(text: str, **values: str) -> str:
    """The text with these keys set to these values, before all others where it had none."""
    for key, value in values.items():
        own = re.search(rf"^{key}:.*(?:\n+[ \t]+\S.*)*\n?", text, re.MULTILINE)
        begin, end = own.span() if own else _before_the_first_key(text)
        text = f"{text[:begin]}{key}: {_written(key, value)}\n{text[end:]}"
    return text


def _before_the_first_key(text: str) -> tuple[int, int]:
    first = re.search(r"^[^#\s]", text, re.MULTILINE)
    begin = first.start() if first else len(text)
    return begin, begin


def _written(key: str, value: str) -> str:
    is_plain = key != "version" and value != "null" and _PLAIN.fullmatch(value)
    return value if is_plain else json.dumps(value, ensure_ascii=False)
