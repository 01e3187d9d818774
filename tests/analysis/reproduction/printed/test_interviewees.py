"""Table 1 is counted, and whoever is named elsewhere has to stand in it."""

import pytest

from analysis.reproduction.printed.findings import Verdict
from analysis.reproduction.printed.interviewees import interviewee_findings, months
from analysis.reproduction.printed.tables import Prints
from tests.analysis.reproduction.printed.changed_prints import changed, sentences


def test_table_1_is_counted(prints: Prints) -> None:
    # Paper, table 1.
    counted = sentences(interviewee_findings(prints), Verdict.FOLLOWS)
    assert counted == [
        "10 people: 6 Developer, 4 User.",
        "Domains: 5 Health, 2 HR, 1 AV, 1 CV, 1 TC.",
        "Kinds of model: 7 Prediction model, 3 Chatbot, 1 Clustering.",
        (
            "Type Developer: 1 year to 5 years of experience in the job, 2 years to 7 years with "
            "machine learning."
        ),
        (
            "Type User: 2 years to 10 years of experience in the job, 1 month to 6 years with "
            "machine learning."
        ),
    ]


def test_p5_is_named_and_stands_in_no_row(prints: Prints) -> None:
    # Paper, section 4.2.1 names P5; table 1 goes from P4 to P6.
    (missing,) = sentences(interviewee_findings(prints), Verdict.DIFFERS)
    assert missing == (
        "P5 named for “Decision support”: table 1 has no such participant among its 10."
    )


def test_another_table_has_another_verdict(prints: Prints) -> None:
    renamed = changed(prints, "interviewees", {"participant": "P6"}, participant="P5")
    others = sentences(interviewee_findings(renamed), Verdict.DIFFERS)
    assert any(sentence.startswith("P6 named for") for sentence in others)
    assert not any("P5" in sentence for sentence in others)


@pytest.mark.parametrize(
    ("duration", "number"),
    [("3 years", 36), ("1 months", 1), ("1 year", 12), ("7", None), ("x years", None), ("", None)],
)
def test_durations_are_years_or_months(duration: str, number: int | None) -> None:
    assert months(duration) == number
