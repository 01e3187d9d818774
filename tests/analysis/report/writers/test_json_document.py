"""The JSON of a report holds all of it, and no number that JSON does not have."""

import json
import math

from analysis.report.document import Report
from analysis.report.writers.json_document import FORMAT, FORMAT_VERSION, json_document, json_text


def test_every_table_and_figure_is_there_under_its_label(report: Report) -> None:
    document = json_document(report)
    assert (document["format"], document["format_version"]) == (FORMAT, FORMAT_VERSION)
    blocks = []
    sections = [part for part in document["summary"] if part["kind"] == "section"]
    sections += [*document["sections"], *document["appendix"]]
    while sections:
        section = sections.pop()
        blocks += section["blocks"]
        sections += section["sections"]
    labels = {block["key"]: block["label"] for block in blocks if "key" in block}
    assert labels == report.labels()


def test_a_table_keeps_its_columns_and_values(report: Report) -> None:
    document = json.loads(json_text(report))
    [preferences] = [part for part in document["sections"] if part["key"] == "preferences"]
    [figure] = [block for block in preferences["sections"][0]["blocks"] if "table" in block]
    assert figure["table"]["columns"][3] == {"key": "share", "title": "Share", "kind": "share"}
    assert [row[3] for row in figure["table"]["rows"]] == [1.0, 0.0, 0.0]


def test_numbers_have_ten_digits_and_are_finite(report: Report) -> None:
    def numbers(value: object) -> list[float]:
        if isinstance(value, dict):
            return [number for part in value.values() for number in numbers(part)]
        if isinstance(value, list):
            return [number for part in value for number in numbers(part)]
        return [value] if isinstance(value, float) else []

    written = numbers(json.loads(json_text(report)))
    assert written
    assert all(math.isfinite(number) and float(f"{number:.10g}") == number for number in written)
