"""Figure 4 and section 4.4.1: who took part in the survey."""

from collections.abc import Iterator

from analysis.reproduction.printed.findings import FileFindings, Finding, Verdict, equality
from analysis.reproduction.printed.tables import Prints

BOTH = "both"
"""The answer of those who count among industry and academia in the text, not in the figure."""


def sample_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="sample.csv",
        title="Who took part in the survey (figure 4, section 4.4.1)",
        findings=tuple(_findings(prints)),
    )


def analysed(prints: Prints) -> int:
    """How many people were analysed."""
    (number,) = (
        int(row["count"])
        for row in prints["sample"]
        if (row["question"], row["answer"]) == ("responses", "analysed")
    )
    return number


def figure_counts(prints: Prints) -> dict[str, dict[str, int]]:
    """What figure 4 shows: how often each answer was given, by question."""
    counts: dict[str, dict[str, int]] = {}
    for row in prints["sample"]:
        if row["place"] == "figure 4":
            counts.setdefault(row["question"], {})[row["answer"]] = int(row["count"])
    return counts


def several_answers(prints: Prints) -> frozenset[str]:
    """The questions to which a person could give several answers."""
    return frozenset(row["question"] for row in prints["sample"] if row["answers"] == "several")


def _findings(prints: Prints) -> Iterator[Finding]:
    people, several = analysed(prints), several_answers(prints)
    responses = {
        row["answer"]: int(row["count"])
        for row in prints["sample"]
        if row["question"] == "responses"
    }
    left = responses["received"] - responses["excluded"]
    yield equality(
        "section 4.4.1",
        "People analysed",
        printed=people,
        computed=left,
        arithmetic=f"{responses['received']} responses less {responses['excluded']} are {left}",
    )
    for question, counts in figure_counts(prints).items():
        if question in several:
            yield _several(question, counts, people)
        else:
            yield _sum(question, counts, people)
    yield from _text_beside_figure(prints)


def _sum(question: str, counts: dict[str, int], people: int) -> Finding:
    total = sum(counts.values())
    sum_of = " + ".join(map(str, counts.values()))
    return equality(
        "figure 4",
        f"People who answered on {_spoken(question)}",
        printed=people,
        computed=total,
        arithmetic=f"{sum_of} = {total}",
    )


def _several(question: str, counts: dict[str, int], people: int) -> Finding:
    total = sum(counts.values())
    above = max(counts.values())
    if above > people:
        return Finding(
            "figure 4",
            Verdict.IMPOSSIBLE,
            f"Answers on {_spoken(question)}: {above} people are said to have given one of them, "
            f"of {people}.",
        )
    half = [answer for answer, count in counts.items() if 2 * count > people]
    most = f"; more than half named {' or '.join(half)}" if half else ""
    return Finding(
        "figure 4",
        Verdict.FOLLOWS,
        f"Answers on {_spoken(question)}: {total} by {people} people, "
        f"{total / people:.1f} each{most}.",
    )


def _text_beside_figure(prints: Prints) -> Iterator[Finding]:
    figure = figure_counts(prints)
    for row in prints["sample"]:
        if row["place"] == "figure 4" or row["question"] not in figure:
            continue
        counts, answer, printed = figure[row["question"]], row["answer"], int(row["count"])
        claim = f"{_spoken(row['question']).capitalize()}, {answer}"
        shown, both = counts.get(answer, 0), counts.get(BOTH, 0)
        if both and printed == shown + both:
            yield Finding(
                row["place"],
                Verdict.FITS,
                f"{claim}: the text has {printed}, figure 4 {shown} and {both} in both, "
                f"and {shown} + {both} = {printed}.",
            )
        else:
            yield equality(
                row["place"],
                claim,
                printed=printed,
                computed=shown,
                arithmetic=f"figure 4 has {shown}",
                of_paper=True,
            )


def _spoken(question: str) -> str:
    return question.replace("_", " ")
