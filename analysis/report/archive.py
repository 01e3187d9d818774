"""Files of a report as one archive, the same bytes for the same files."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from analysis.report.writers import Files

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest moment an archive can name; this one says nothing."""


def archive(files: Files) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as zipped:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, NO_TIME)
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content, ZIP_DEFLATED)
    return stream.getvalue()
