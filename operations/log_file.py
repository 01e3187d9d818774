"""Entries of the log of changes as a CSV file, sent while it is read."""

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse

from core.csv_cells import cell
from operations.change_log import COLUMNS
from operations.models import Change


def log_file(changes: QuerySet[Change], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        _lines(changes),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _LineStream:
    """A stream for a CSV writer, whose `writerow` then gives the line itself."""

    def write(self, line: str) -> str:
        return line


def _lines(changes: QuerySet[Change]) -> Iterator[str]:
    writer = csv.writer(_LineStream())
    yield writer.writerow((*COLUMNS, "digest"))
    for change in changes.iterator():
        values = (getattr(change, name) for name in (*COLUMNS, "digest"))
        yield writer.writerow([cell(_text(value)) for value in values])


def _text(value: Any) -> Any:
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
