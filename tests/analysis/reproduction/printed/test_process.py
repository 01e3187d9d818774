"""Which fractions could give a printed agreement is computed, for every size it may be about."""

import pytest

from analysis.reproduction.printed.findings import Verdict, fractions
from analysis.reproduction.printed.process import process_findings
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import about, changed

DECISIONS = "as decisions"
OVERLAP = "as themes that both"


@pytest.mark.parametrize(
    ("percent", "of", "counts"),
    [
        ("80.3", 290, (233,)),  # 233 / 290 = 80.345 %
        ("80.3", 280, ()),  # 224 and 225 of 280 are 80.0 and 80.36 %
        ("75.8", 232, ()),
        ("84.3", 248, (209,)),
        ("97.1", 128, ()),
        ("77.3", 110, (85,)),
        ("75.8", 33, (25,)),
        ("57", 277, (157, 158, 159)),
        ("50.0", 1, ()),
        ("100.0", 7, (7,)),
        ("0.0", 7, (0,)),
        ("0.1", 800, (1,)),  # 0.125 %
        ("12.5", 8, (1,)),
    ],
)
def test_fractions_are_those_that_round_to_the_print(
    percent: str, of: int, counts: tuple[int, ...]
) -> None:
    assert fractions(percent, of) == counts
    assert counts == tuple(
        count
        for count in range(of + 1)
        if f"{100 * count / of:.{len(percent.partition('.')[2])}f}" == percent
    )


def test_people_and_themes_of_figure_7_are_added_up(prints: Prints) -> None:
    findings = process_findings(prints).findings
    # Paper, figure 7: 5, 8, 8 again and 4 people, of the 31 of figure 4; section 4.1.3: 1, 5, rest.
    assert about(findings, "Interviews coded").verdict is Verdict.FITS
    assert "5 + 8 + 8 + 4 = 25 of 31" in about(findings, "People coded").sentence
    assert "so 6 were discussed case by case" in about(findings, "People coded").sentence
    assert about(findings, "Themes went").sentence == (
        "Themes went from 21 to 29 to 31 to 32 (+8, +2, +1)."
    )


@pytest.mark.parametrize(
    ("percent", "verdict", "said"),
    [
        # Sizes: people since the last workshop, and so far, times the themes at the workshop.
        ("75.8", Verdict.IMPOSSIBLE, "8 × 29 = 232 or 13 × 29 = 377"),
        ("84.3", Verdict.POSSIBLE, "209 of 248 (8 people × 31 themes)"),
        ("97.1", Verdict.POSSIBLE, "777 of 800 (25 people × 32 themes) would be 97.1 %, 1 of 3"),
        ("80.3", Verdict.POSSIBLE, "233 of 290 (10 people × 29 themes) would be 80.3 %, 1 of 6"),
        ("77.3", Verdict.UNKNOWN, "is not printed; with 15 or 22 it could be"),
    ],
)
def test_decisions_can_or_cannot_give_the_printed_agreement(
    prints: Prints, percent: str, verdict: Verdict, said: str
) -> None:
    findings = process_findings(prints).findings
    (finding,) = (
        one for one in findings if f"{percent} %" in one.sentence and DECISIONS in one.sentence
    )
    assert finding.verdict is verdict
    assert said in finding.sentence


@pytest.mark.parametrize(
    ("percent", "smallest"),
    [
        ("77.3", "17 of 22"),
        ("80.3", "49 of 61"),
        ("75.8", "25 of 33"),
        ("84.3", "43 of 51"),
        ("97.1", "33 of 34"),
    ],
)
def test_overlap_can_give_every_printed_agreement(
    prints: Prints, percent: str, smallest: str
) -> None:
    (finding,) = (
        one
        for one in process_findings(prints).findings
        if f"{percent} %" in one.sentence and OVERLAP in one.sentence
    )
    assert finding.verdict is Verdict.POSSIBLE
    assert f"{smallest} is the smallest fraction" in finding.sentence


def test_another_number_has_another_verdict(prints: Prints) -> None:
    # 176 of 232 are 75.86 %.
    other = changed(prints, "coding_process", {"agreement": "75.8"}, agreement="75.9")
    findings = process_findings(other).findings
    (finding,) = (one for one in findings if "75.9 %" in one.sentence and DECISIONS in one.sentence)
    assert finding.verdict is Verdict.POSSIBLE
    assert "176 of 232" in finding.sentence
    fewer = changed(prints, "sample", {"question": "responses", "answer": "analysed"}, count="24")
    assert about(process_findings(fewer).findings, "People coded").verdict is Verdict.IMPOSSIBLE
    more = changed(prints, "coding_process", {"material": "interviews", "step": "4"}, people="5")
    assert about(process_findings(more).findings, "Interviews").verdict is Verdict.IMPOSSIBLE


def test_an_overlap_that_no_fraction_gives_cannot_be_right(prints: Prints) -> None:
    # The thinnest share of at most 25 × 32 = 800 that is not 0 is 0.125 %, so 0.03 % is none.
    other = changed(prints, "coding_process", {"agreement": "97.1"}, agreement="0.03")
    (finding,) = (
        one
        for one in process_findings(other).findings
        if "0.03 %" in one.sentence and OVERLAP in one.sentence
    )
    assert finding.verdict is Verdict.IMPOSSIBLE
    assert finding.sentence.endswith("no fraction up to 800 gives it.")
