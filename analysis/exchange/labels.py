"""Fields as labelled lines of one text, for formats that have but one field; reversible."""

import re
from collections.abc import Iterable

LABELS = ("Definition", "Type", "Include", "Exclude", "Example", "Key")
_label = re.compile(rf"({'|'.join(LABELS)}): ?")
_like_label = re.compile(rf"^( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)
_escaped = re.compile(rf"^ ( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)


def labelled(fields: Iterable[tuple[str, str]]) -> str:
    """`Label: text` for each field that says something; a text may have several lines."""
    return "\n".join(f"{label}: " + _like_label.sub(r" \1", text) for label, text in fields if text)


def fields_of(text: str) -> list[tuple[str, str]]:
    """Label and text of each field; what comes before any label is the definition."""
    fields: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if found := _label.match(line):
            fields.append((found[1], line[found.end() :]))
        elif fields:
            label, before = fields[-1]
            fields[-1] = (label, f"{before}\n{line}")
        else:
            fields.append(("Definition", line))
    return [(label, _escaped.sub(r"\1", said).strip()) for label, said in fields]
