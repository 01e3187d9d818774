"""Figure 4 adds up, and the text's numbers are those of the figure or are said to differ."""

from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.sample import sample_findings
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import about, changed, sentences


def test_everything_printed_of_the_sample_fits(prints: Prints) -> None:
    file = sample_findings(prints)
    assert {finding.verdict for finding in file.findings} == {Verdict.FITS, Verdict.FOLLOWS}
    # Paper, section 4.4.1: 18 in industry and 14 in academia; figure 4: 17, 13, and 1 in both.
    assert about(file.findings, "Sector, industry").sentence.endswith("and 17 + 1 = 18.")
    assert about(file.findings, "Sector, academia").sentence.endswith("and 13 + 1 = 14.")
    # Figure 4: 19 + 16 + 14 + 15 + 8 + 2 + 1 + 1 + 1.
    assert "77 by 31 people" in sentences(file, Verdict.FOLLOWS)[0]
    assert "image or tabular" in sentences(file, Verdict.FOLLOWS)[0]


def test_another_number_has_another_verdict(prints: Prints) -> None:
    industry = {"answer": "industry", "place": "section 4.4.1"}
    findings = sample_findings(changed(prints, "sample", industry, count="19")).findings
    assert about(findings, "Sector, industry").verdict is Verdict.DIFFERS
    figure = {"answer": "male", "place": "figure 4"}
    findings = sample_findings(changed(prints, "sample", figure, count="21")).findings
    assert about(findings, "People who answered on gender").verdict is Verdict.IMPOSSIBLE
    findings = sample_findings(changed(prints, "sample", {"answer": "image"}, count="32")).findings
    assert about(findings, "Answers on data type").verdict is Verdict.IMPOSSIBLE
    findings = sample_findings(
        changed(prints, "sample", {"answer": "excluded"}, count="4")
    ).findings
    assert about(findings, "People analysed").verdict is Verdict.IMPOSSIBLE
