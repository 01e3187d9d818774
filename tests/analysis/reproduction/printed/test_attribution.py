"""Table 5 is held against the margins of table 3, and the verdict follows from both."""

from dataclasses import replace

from analysis.reproduction.printed.attribution import Bounds, attribution_findings, bounds
from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.tables import Prints
from analysis.reproduction.reference import PrintedAxis, read_reference
from tests.analysis.reproduction.printed.changed_prints import about, changed

AXES = read_reference()
LACKING = {"type": "Lacking data attribution"}


def test_the_printed_counts_have_a_verdict_each(prints: Prints) -> None:
    # Paper, table 5: 0, 11, 4, 26 and 14; table 3: 23 removals, 14 label changes, 24 upweightings
    # of 61.
    findings = attribution_findings(prints, AXES).findings
    assert [finding.verdict for finding in findings] == [
        Verdict.FITS,
        Verdict.POSSIBLE,
        Verdict.UNKNOWN,
        Verdict.IMPOSSIBLE,
        Verdict.FITS,
        Verdict.IMPOSSIBLE,
    ]
    lacking = about(findings, "Lacking data")
    assert "11 + 13 = 24 times upweighting" in lacking.sentence
    assert "26 is 2 more than that" in lacking.sentence
    assert "exactly 61 settings" in about(findings, "Attributing errors").sentence
    assert about(findings, "All settings").sentence == (
        "All settings: 23 removals + 26 + 14 = 63, but 61 were submitted, 2 fewer."
    )


def test_what_the_margins_leave_is_what_frechet_allows(prints: Prints) -> None:
    # Table 3: image 10 removals and 18 losses of 30, tabular 13 and 11 of 31: at most 10 + 11.
    _, group, *_ = prints["attribution_types"]
    assert bounds(group, AXES) == Bounds(0, 21)
    assert bounds({**group, "action": "any"}, AXES) == Bounds(29, 29)


def test_levels_that_must_meet_raise_the_lower_bound(prints: Prints) -> None:
    # 25 removals and 18 losses of 30 share at least 13; tabular ones share none.
    _, group, *_ = prints["attribution_types"]
    many = {"removal": 25, "label_change": 5, "upweighting": 0}
    assert bounds(group, with_counts("image", "action", many)).low == 13


def test_another_number_has_another_verdict(prints: Prints) -> None:
    met = attribution_findings(changed(prints, "attribution_types", LACKING, count="24"), AXES)
    assert about(met.findings, "Lacking data").verdict is Verdict.FITS
    assert about(met.findings, "All settings").verdict is Verdict.FITS
    group = {"type": "Group influence attribution"}
    beyond = attribution_findings(changed(prints, "attribution_types", group, count="22"), AXES)
    impossible = about(beyond.findings, "Group influence")
    assert impossible.verdict is Verdict.IMPOSSIBLE
    assert "0 to 21 settings stand for it: 22 is 1 more than that" in impossible.sentence


def test_another_table_3_has_another_verdict(prints: Prints) -> None:
    more = {"removal": 8, "label_change": 9, "upweighting": 13}
    findings = attribution_findings(prints, with_counts("image", "action", more)).findings
    assert about(findings, "Lacking data").verdict is Verdict.FITS


def with_counts(scenario: str, axis: str, counts: dict[str, int]) -> tuple[PrintedAxis, ...]:
    return tuple(
        replace(one, counts=replace(one.counts, counts=counts))
        if (one.counts.scenario, one.counts.axis) == (scenario, axis)
        else one
        for one in AXES
    )
