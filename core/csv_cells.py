"""Values of any type as cells of a CSV file."""

from datetime import UTC, date, datetime
from typing import Any

from core.spreadsheet_text import safe_text


def cell(value: Any) -> str:
    """Write None as nothing, times as ISO 8601 in UTC to the second, and text as `safe_text`."""
    if value is None:
        return ""
    if type(value) is str:  # most cells, and so looked at first
        return safe_text(value)
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime():
            return f"{in_utc(value).isoformat(timespec='seconds')}Z"
        case date():
            return value.isoformat()
    return safe_text(str(value))


def in_utc(time: datetime) -> datetime:
    """A time in UTC, without saying so, for formats that know no zones."""
    return time.astimezone(UTC).replace(tzinfo=None)
