"""The whole report as JSON: numbers at ten significant digits, and where all of it came from."""

import json
from dataclasses import asdict
from typing import Any

from analysis.report.document import (
    Block,
    CellValue,
    Report,
    ReportFigure,
    ReportProvenance,
    ReportSection,
    ReportTable,
)
from core.rounding import rounded

FORMAT, FORMAT_VERSION = "needfinder-report", 3

JsonObject = dict[str, Any]


def json_text(report: Report) -> str:
    return json.dumps(json_document(report), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def json_document(report: Report) -> JsonObject:
    labels = report.labels()
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "title": report.title,
        "subtitle": report.subtitle,
        "watermark": report.watermark,
        "provenance": _provenance(report.provenance),
        "summary": [
            {"kind": "section", **_section(part, labels)}
            if isinstance(part, ReportSection)
            else _block(part, labels)
            for part in report.summary
        ],
        "sections": [_section(section, labels) for section in report.main],
        "appendix": [_section(section, labels) for section in report.appendix],
    }


def _provenance(provenance: ReportProvenance) -> JsonObject:
    """Scores of methods are named where there are some, so that reports without any stay equal."""
    fields: JsonObject = json.loads(json.dumps(asdict(provenance)))
    for stage in (fields, fields["first_stage"]):
        if stage and not stage["methods"]:
            del stage["methods"]
    return fields


def _section(section: ReportSection, labels: dict[str, str]) -> JsonObject:
    return {
        "key": section.key,
        "title": section.title,
        "blocks": [_block(block, labels) for block in section.blocks],
        "sections": [_section(inner, labels) for inner in section.sections],
    }


def _block(block: Block, labels: dict[str, str]) -> JsonObject:
    match block:
        case ReportTable():
            return {"kind": "table", "label": labels[block.key], **_table(block)}
        case ReportFigure():
            return {
                "kind": "figure",
                "label": labels[block.key],
                "key": block.key,
                "caption": block.caption,
                "table": _table(block.table),
            }
    return {"kind": type(block).__name__.lower(), "text": block.text}


def _table(table: ReportTable) -> JsonObject:
    return {
        "key": table.key,
        "caption": table.caption,
        "columns": [
            {"key": column.key, "title": column.full_title, "kind": str(column.kind)}
            for column in table.columns
        ],
        "rows": [[_value(value) for value in row] for row in table.rows],
        "note": table.note,
    }


def _value(value: CellValue) -> CellValue:
    return rounded(value) if isinstance(value, float) else value
