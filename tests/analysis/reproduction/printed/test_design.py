"""Codes and levels are followed from table 2 to figure 3, and where the trace ends it is said."""

from analysis.reproduction.printed.design import code_findings, design_space_findings
from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import about, changed, sentences


def test_codes_are_followed_to_levels(prints: Prints) -> None:
    # Paper, table 2 and section 4.3: #9 is tied to no axis; #2 and #4 are about changing data,
    # while figure 3 has labels alone to change.
    file = code_findings(prints)
    assert about(file.findings, "Theme A").sentence.startswith("Theme A has 5 of 10 codes")
    assert about(file.findings, "Theme B").sentence.startswith("Theme B has 6 of 10 codes")
    assert about(file.findings, "Tied to no").sentence.endswith(": #9 Similar training samples.")
    assert sentences(file, Verdict.DIFFERS) == [
        "#2 and #4 argue for the action “change”, which is no level of figure 3."
    ]
    assert sentences(file, Verdict.UNKNOWN) == [
        "#9 has P6 in brackets, and the paper does not say what brackets mean."
    ]


def test_levels_cite_their_codes(prints: Prints) -> None:
    file = design_space_findings(prints)
    # Paper, section 4.3.1: #1 and #6 for more weight or more data; 4.4.2 offers no collection.
    assert about(file.findings, "Recommend data collection").sentence == (
        "Recommend data collection (action) comes from #1, #6; not offered in the survey."
    )
    without = [sentence.partition(" (")[0] for sentence in sentences(file, Verdict.UNKNOWN)]
    assert without == ["Ground-truth probability", "1 training sample"]


def test_another_trace_has_another_verdict(prints: Prints) -> None:
    tied = changed(prints, "interview_codes", {"id": "#9"}, levels="number:one")
    assert len(sentences(design_space_findings(tied), Verdict.UNKNOWN)) == 1
    assert not any("#9 Similar" in finding.sentence for finding in code_findings(tied).findings)
