"""Whether a report that was written before still holds, and what differs if it does not."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.errors import NoReportFile
from analysis.report.document import Report
from analysis.report.writers.json_document import FORMAT, FORMAT_VERSION, JsonObject, json_document

NO_REPORT = "The file is no JSON report: name one that was written with --format json."
LONGEST_VALUE = 80
"""Characters of a value in a sentence."""


@dataclass(frozen=True)
class WrittenReport:
    """A JSON report as it was written, whom it is about, and whether interviews come first.

    `seed` and `replicates` are those it was computed with, `software` names its releases.
    """

    study: str
    simulated: bool
    with_first_stage: bool
    seed: int
    replicates: int
    software: Mapping[str, str]
    content: JsonObject


def read_report(text: str) -> WrittenReport:
    """Raises NoReportFile for anything but a JSON report of this format."""
    try:
        content = json.loads(text)
        written = content["format"], content["format_version"]
    except (ValueError, TypeError, KeyError) as problem:
        raise NoReportFile(NO_REPORT) from problem
    if written != (FORMAT, FORMAT_VERSION):
        raise NoReportFile(
            f"The file is a report of format {written[1]}, and this release reads format "
            f"{FORMAT_VERSION}: verify it with the release that wrote it."
        )
    try:
        provenance = content["provenance"]
        study, simulated = provenance["study"], provenance["simulated"]
        with_first_stage = provenance.get("first_stage") is not None
        seed, replicates = int(provenance["seed"]), int(provenance["replicates"])
        software = {str(name): str(release) for name, release in provenance["software"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise NoReportFile(NO_REPORT) from problem
    return WrittenReport(
        study=str(study),
        simulated=bool(simulated),
        with_first_stage=with_first_stage,
        seed=seed,
        replicates=replicates,
        software=software,
        content=content,
    )


def differences(before: WrittenReport, now: Report) -> list[str]:
    """What differs, in sentences; empty where every word and number is the same."""
    after = json.loads(json.dumps(json_document(now)))
    return list(_compared("", before.content, after))


def other_releases(before: WrittenReport, now: Report) -> list[str]:
    """The software that the report was written with in another release, in sentences."""
    present = now.provenance.software
    return [
        f"It was written with {name} {release}, and this is {present.get(name, 'without it')}."
        for name, release in before.software.items()
        if present.get(name) != release
    ]


def _compared(path: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _compared(f"{path}.{key}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _compared(f"{path}[{_entry_name(old, new, index)}]", old, new)
    elif isinstance(before, list) and isinstance(after, list):
        yield f"{path.removeprefix('.')}: {len(before)} entries before, {len(after)} now"
    elif before != after:
        yield f"{path.removeprefix('.')}: {_short(before)} before, {_short(after)} now"


def _entry_name(before: Any, after: Any, index: int) -> str:
    """The key that both entries of a list have in common, else their number from 1."""
    if isinstance(before, dict) and isinstance(after, dict):
        key = before.get("key")
        if key and key == after.get("key"):
            return str(key)
    return str(index + 1)


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 3]}..."
