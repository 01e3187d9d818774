"""What a form sent, read without Django, within limits, and stored nowhere."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

LARGEST = 2_000_000
"""Bytes of a form that is given back; the longest page of a study takes a hundredth of it."""

MOST_FIELDS = 10_000
"""As in Django's settings."""

BOUNDARY = re.compile(r'boundary=(?:"([^"]+)"|([^\s;]+))', re.IGNORECASE)
NAME = re.compile(rb'(?:^|[;\s])name="([^"]*)"', re.IGNORECASE)
FILE = re.compile(rb"(?:^|[;\s])filename\*?=", re.IGNORECASE)

Fields = list[tuple[str, str]]


def sent_fields(content_type: str, body: bytes) -> Fields | None:
    """Names and values in the order sent; None where it is no form, or has too many fields."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        try:
            return parse_qsl(
                body.decode("ascii", "replace"),
                keep_blank_values=True,
                errors="replace",
                max_num_fields=MOST_FIELDS,
            )
        except ValueError:
            return None
    boundary = BOUNDARY.search(content_type)
    if kind != "multipart/form-data" or boundary is None:
        return None
    mark = (boundary[1] or boundary[2]).encode("ascii", "replace")
    # A part more than there are fields: what stands before the first mark.
    parts = (b"\r\n" + body).split(b"\r\n--" + mark, MOST_FIELDS + 2)
    return list(_fields(parts[1:])) if len(parts) <= MOST_FIELDS + 2 else None


def _fields(parts: list[bytes]) -> Iterator[tuple[str, str]]:
    """The fields of a multipart form. Files are left out: a page cannot give one back."""
    for part in parts:
        headers, _, value = part.partition(b"\r\n\r\n")
        name = NAME.search(headers)
        if name is not None and not FILE.search(headers):
            yield name[1].decode("utf-8", "replace"), value.decode("utf-8", "replace")
