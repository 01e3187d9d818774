"""Appendix C's numbers give each other, and are said not to where they do not."""

from analysis.reproduction.printed.data import data_findings
from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import about, changed


def test_what_is_printed_of_the_data_fits(prints: Prints) -> None:
    # Paper, appendix C: 3 × 3 and 2 × 3 errors, 0.57 of 277, 300 of 10 classes, 80-20 of 1000.
    findings = data_findings(prints).findings
    assert {finding.verdict for finding in findings} == {Verdict.FITS, Verdict.FOLLOWS}
    assert "3 kinds × 3 = 9" in about(findings, "Image, errors").sentence
    assert "157 to 159 of 277" in about(findings, "Image, test accuracy").sentence
    assert about(findings, "Tabular, split").sentence.endswith("are 800 and 200.")


def test_another_number_has_another_verdict(prints: Prints) -> None:
    nine = {"scenario": "image", "quantity": "errors"}
    findings = data_findings(changed(prints, "data", nine, value="8")).findings
    assert about(findings, "Image, errors").verdict is Verdict.IMPOSSIBLE
    few = {"quantity": "test samples"}
    findings = data_findings(changed(prints, "data", few, value="10")).findings
    assert about(findings, "Image, test accuracy").verdict is Verdict.IMPOSSIBLE
    split = {"quantity": "percent for testing"}
    findings = data_findings(changed(prints, "data", split, value="30")).findings
    assert about(findings, "Tabular, split").verdict is Verdict.IMPOSSIBLE
    uneven = {"scenario": "image", "quantity": "training samples"}
    findings = data_findings(changed(prints, "data", uneven, value="303")).findings
    assert "not the same number" in about(findings, "Image, training").sentence
