"""Whether a report that was written before still holds, and what differs if not."""

import json
from collections.abc import Iterator
from typing import Any

from analysis.errors import NoReportFile
from analysis.report.document import Report
from analysis.report.writers.json_document import FORMAT, FORMAT_VERSION, json_document

LONGEST = 80
"""Characters of a value in a sentence."""


def read_report(text: str) -> dict[str, Any]:
    """A JSON report; raises NoReportFile for anything else."""
    try:
        found = json.loads(text)
        written = found["format"], found["format_version"]
        found["provenance"]["study"], found["provenance"]["simulated"]
    except (ValueError, TypeError, KeyError) as problem:
        raise NoReportFile(
            "The file is no JSON report: name one that was written with --format json."
        ) from problem
    if written != (FORMAT, FORMAT_VERSION):
        raise NoReportFile(
            f"The file is a report of format {written[1]}, and this release reads format "
            f"{FORMAT_VERSION}: verify it with the release that wrote it."
        )
    result: dict[str, Any] = found
    return result


def differences(before: dict[str, Any], now: Report) -> list[str]:
    """What differs, in sentences; empty where every word and number is the same."""
    after = json.loads(json.dumps(json_document(now)))
    return list(_compared("", before, after))


def _compared(path: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _compared(f"{path}.{key}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for at, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _compared(f"{path}[{_named(old, new, at)}]", old, new)
    elif isinstance(before, list) and isinstance(after, list):
        yield f"{path.removeprefix('.')}: {len(before)} entries before, {len(after)} now"
    elif before != after:
        yield f"{path.removeprefix('.')}: {_short(before)} before, {_short(after)} now"


def _named(before: Any, after: Any, at: int) -> str:
    """A section or table by its key where it has the same one, else by its number from 1."""
    if isinstance(before, dict) and isinstance(after, dict):
        key = before.get("key")
        if key and key == after.get("key"):
            return str(key)
    return str(at + 1)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
