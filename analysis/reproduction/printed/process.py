"""Figure 7 and section 4.1.3: how many people were coded, and which agreement that could give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from analysis.reproduction.printed.findings import (
    FileFindings,
    Finding,
    Verdict,
    equality,
    fractions,
    words,
)
from analysis.reproduction.printed.sample import analysed
from analysis.reproduction.printed.tables import Prints, Row

INDEPENDENT = "independent coding"


@dataclass(frozen=True)
class Agreement:
    """A printed agreement: the people and the numbers of themes that it may be about.

    `step_has_themes` where the number of themes is printed at this very step, or is the last.
    """

    place: str
    name: str
    percent: str
    people: tuple[int, ...]
    themes: tuple[int, ...]
    step_has_themes: bool


def process_findings(prints: Prints) -> FileFindings:
    return FileFindings(
        file="coding_process.csv",
        title="How the coding went (figure 7, section 4.1.3)",
        findings=(
            *_people(prints),
            *_themes(prints),
            *(
                finding
                for agreement in _agreements(prints)
                for finding in (_decisions(agreement), _overlap(agreement))
            ),
        ),
    )


def _steps(prints: Prints, material: str) -> list[Row]:
    return [row for row in prints["coding_process"] if row["material"] == material]


def _people(prints: Prints) -> Iterator[Finding]:
    interviewees, people = len(prints["interviewees"]), analysed(prints)
    numbers = [int(row["people"]) for row in _steps(prints, "interviews") if row["people"]]
    yield equality(
        "section 4.1.3",
        "Interviews coded",
        printed=interviewees,
        computed=sum(numbers),
        arithmetic=f"{_sum(numbers)} = {sum(numbers)}",
    )
    numbers = [int(row["people"]) for row in _steps(prints, "answers") if row["people"]]
    total = sum(numbers)
    inferred = [
        row["people"]
        for row in _steps(prints, "answers")
        if row["people"] and row["people_printed"] == "no"
    ]
    unprinted = f" (the second {inferred[0]} read out of “repeated”)" if inferred else ""
    coded = f"{_sum(numbers)} = {total} of {people}{unprinted}"
    if total > people:
        yield Finding("figure 7", Verdict.IMPOSSIBLE, f"People coded in steps: {coded}.")
    else:
        yield Finding(
            "figure 7",
            Verdict.FOLLOWS,
            f"People coded in steps: {coded}, so {people - total} were discussed case by case.",
        )


def _themes(prints: Prints) -> Iterator[Finding]:
    numbers = [int(row["themes"]) for row in _steps(prints, "answers") if row["themes"]]
    steps = ", ".join(f"{after - before:+d}" for before, after in pairwise(numbers))
    course = " to ".join(map(str, numbers))
    yield Finding("figure 7", Verdict.FOLLOWS, f"Themes went from {course} ({steps}).")


def _agreements(prints: Prints) -> Iterator[Agreement]:
    """Each printed figure, with everybody it may be about at that step.

    These are the people of the last independent step, those of all such steps, and all so far.
    Where no number of themes is printed at the step, those that are printed for the whole are
    taken.
    """
    counted = tuple(
        dict.fromkeys(
            int(row["count"])
            for row in prints["theme_counts"]
            if (row["study"], row["of"]) == ("interviews", "themes")
        )
    )
    for material in dict.fromkeys(row["material"] for row in prints["coding_process"]):
        everybody, independent = 0, [0]
        steps = _steps(prints, material)
        for row in steps:
            everybody += int(row["people"] or 0)
            if row["people"] and row["stage"] == INDEPENDENT:
                independent.append(int(row["people"]))
            if row["agreement"]:
                yield Agreement(
                    place=row["place"],
                    name=f"{row['stage'].capitalize()} on {material}, {row['agreement']} %",
                    percent=row["agreement"],
                    people=tuple(dict.fromkeys((independent[-1], sum(independent), everybody))),
                    themes=(int(row["themes"]),) if row["themes"] else counted,
                    step_has_themes=bool(row["themes"]) or row is steps[-1],
                )


def _decisions(agreement: Agreement) -> Finding:
    """Presence and absence: two coders, every person and every theme."""
    tried = [(people, themes) for people in agreement.people for themes in agreement.themes]
    fitting = [
        (count, people, themes)
        for people, themes in tried
        for count in fractions(agreement.percent, people * themes)
    ]
    claim = f"{agreement.name}, as decisions on presence and absence"
    if not fitting:
        return _no_decisions(agreement, claim, tried)
    possible = words(
        f"{count} of {people * themes} ({people} people × {themes} themes)"
        for count, people, themes in fitting
    )
    by_chance = _share_that_fits(max(people * themes for _, people, themes in fitting))
    return Finding(
        agreement.place,
        Verdict.POSSIBLE,
        f"{claim}: {possible} would be {agreement.percent} %, {len(fitting)} of {len(tried)} "
        f"sizes tried. It proves little: {by_chance:.0%} of all percentages with one decimal "
        "are some count of as many.",
    )


def _no_decisions(agreement: Agreement, claim: str, tried: Sequence[tuple[int, int]]) -> Finding:
    sizes = " or ".join(f"{people} × {themes} = {people * themes}" for people, themes in tried)
    none = f"{claim}: no count of {sizes} decisions (people × themes) gives it"
    if agreement.step_has_themes:
        return Finding(agreement.place, Verdict.IMPOSSIBLE, f"{none}.")
    people = agreement.people[0]
    fewer = [
        str(themes)
        for themes in range(1, min(agreement.themes))
        if fractions(agreement.percent, people * themes)
    ]
    could = f"; with {' or '.join(fewer)} it could be" if fewer else ""
    return Finding(
        agreement.place,
        Verdict.UNKNOWN,
        f"{none}. How many themes there were at this step is not printed{could}.",
    )


def _overlap(agreement: Agreement) -> Finding:
    """Pooled Jaccard: themes that both coders found, of those that at least one found."""
    most = max(agreement.people) * max(agreement.themes)
    fitting = [
        (counts[0], of) for of in range(1, most + 1) if (counts := fractions(agreement.percent, of))
    ]
    claim = f"{agreement.name}, as themes that both found of those that one found"
    if not fitting:
        return Finding(
            agreement.place, Verdict.IMPOSSIBLE, f"{claim}: no fraction up to {most} gives it."
        )
    both, of = fitting[0]
    return Finding(
        agreement.place,
        Verdict.POSSIBLE,
        f"{claim} (pooled Jaccard): {both} of {of} is the smallest fraction that gives it, and "
        f"{len(fitting)} of the {most} denominators up to {most} have one.",
    )


def _share_that_fits(decisions: int) -> float:
    """Of the percentages from 0.0 to 100.0, how many some count of the decisions gives."""
    met = {ceil(1000 * count / decisions - 0.5) for count in range(decisions + 1)}
    return len(met) / 1001


def _sum(numbers: Sequence[int]) -> str:
    return " + ".join(map(str, numbers))
