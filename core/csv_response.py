"""Tables as files that spreadsheets open without running anything in them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

from core.csv_cells import cell


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    written = StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(header)
    table.writerows([cell(each) for each in row] for row in rows)
    return download(written.getvalue().encode(), name, "text/csv; charset=utf-8")


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
