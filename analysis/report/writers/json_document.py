"""The whole report as JSON: every number at ten significant digits, and where all came from."""

import json
from dataclasses import asdict
from typing import Any

from analysis.report.document import Block, Figure, Report, Section
from analysis.report.tables import Table, Value
from attribution.effects.bundle_format import rounded

FORMAT, FORMAT_VERSION = "needfinder-report", 2


def json_document(report: Report) -> dict[str, Any]:
    labels = report.labels()
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": report.title,
        "subtitle": report.subtitle,
        "watermark": report.watermark,
        "provenance": json.loads(json.dumps(asdict(report.provenance))),
        "summary": [_block(each, labels) for each in report.summary],
        "sections": [_section(each, labels) for each in report.sections],
    }


def json_text(report: Report) -> str:
    return json.dumps(json_document(report), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _section(section: Section, labels: dict[str, str]) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "blocks": [_block(each, labels) for each in section.blocks],
        "sections": [_section(each, labels) for each in section.sections],
    }


def _block(block: Block, labels: dict[str, str]) -> dict[str, Any]:
    match block:
        case Table():
            return {"kind": "table", "label": labels[block.key], **_table(block)}
        case Figure():
            return {
                "kind": "figure",
                "label": labels[block.key],
                "key": block.key,
                "caption": block.caption,
                "table": _table(block.table),
            }
    return {"kind": type(block).__name__.lower(), "text": block.text}


def _table(table: Table) -> dict[str, Any]:
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [
            {"key": each.key, "title": each.full_title, "kind": str(each.kind)}
            for each in table.columns
        ],
        "rows": [[_value(value) for value in row] for row in table.rows],
        "note": table.note,
    }


def _value(value: Value) -> Value:
    return rounded(value) if isinstance(value, float) else value
