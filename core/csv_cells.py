"""Values of any type as cells of a CSV file."""

from datetime import UTC, datetime
from typing import Any

from core.spreadsheet_text import safe_text


def cell(value: Any) -> str:
    """Write None as nothing, times as ISO 8601 in UTC to the second, and text as `safe_text`."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return safe_text(str(value))
