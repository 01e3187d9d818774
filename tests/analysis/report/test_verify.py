"""A report holds as long as nothing changes, and what changed is named by where it stands."""

import json

import pytest

from analysis.errors import NoReportFile
from analysis.report.sections.preferences import preferences_section
from analysis.report.verify import LONGEST_VALUE, differences, read_report
from analysis.report.writers.json_document import json_text
from tests.analysis.report.contents import report_of
from tests.analysis.report.observations import RELABEL, REMOVAL, observed, one_scenario

REPORT = report_of(observed([{"tabular": [REMOVAL]}], study=one_scenario()), preferences_section)


def test_a_report_holds_as_long_as_nothing_changes() -> None:
    written = read_report(json_text(REPORT))
    assert (written.study, written.simulated) == ("tda-needfinding", False)
    assert differences(written, REPORT) == []


def test_what_changed_is_named_by_its_section_and_table() -> None:
    others = observed([{"tabular": [RELABEL]}] * 3, study=one_scenario())
    differing = differences(read_report(json_text(REPORT)), report_of(others, preferences_section))
    assert any(sentence.startswith("provenance.data_digest: ") for sentence in differing)
    assert any("recommended" in sentence for sentence in differing)
    section = "sections[preferences].sections[preferences_action]"
    assert f"{section}.blocks[shares_action].table.rows[1][3]: 1 before, 0 now" in differing


def test_a_list_of_another_length_is_counted_and_a_long_value_is_cut() -> None:
    content = json.loads(json_text(REPORT))
    content["sections"].append({})
    content["title"] = "x" * 200
    sentences = differences(read_report(json.dumps(content)), REPORT)
    sections = len(REPORT.main)
    assert f"sections: {sections + 1} entries before, {sections} now" in sentences
    (title,) = (sentence for sentence in sentences if sentence.startswith("title"))
    cut = title.partition(": ")[2].partition(" before")[0]
    assert len(cut) == LONGEST_VALUE
    assert cut.endswith("...")


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"format": "needfinder-report"}'])
def test_anything_else_is_no_report(text: str) -> None:
    with pytest.raises(NoReportFile, match="no JSON report"):
        read_report(text)


def test_a_report_of_another_format_names_who_reads_it() -> None:
    content = json.loads(json_text(REPORT)) | {"format_version": 9}
    with pytest.raises(NoReportFile, match="of format 9"):
        read_report(json.dumps(content))
