"""The results of coding, counted again from the codes of a package."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from analysis.coding.rounds.coding_basis import agreement_of, book_of
from analysis.export.tables.codes import CONSENSUS, JOINT
from analysis.statistics.themes.co_occurrence import co_occurrence, crossed_types, keys_of
from analysis.statistics.themes.occurrences import (
    ThemeOccurrence,
    area_frequencies,
    quotes_by_theme,
    rolled_up,
    theme_frequencies,
)
from analysis.statistics.themes.of_people import ThemesOfPeople
from analysis.statistics.themes.results import CodingResults, ComparedRound
from analysis.statistics.themes.saturation import saturation
from analysis.verification.package import Row
from analysis.verification.people import PackagedPeople
from survey.population import Population

Basis = Mapping[str, Any]


def coding_results_of(people: PackagedPeople) -> tuple[CodingResults, ...]:
    return tuple(_results(people, basis) for basis in people.package.basis["codebooks"])


def _results(people: PackagedPeople, basis: Basis) -> CodingResults:
    book = book_of(basis["book"])
    occurrences = tuple(_occurrences(people, basis))
    labels = _labels(basis)
    left_out = {case["label"] for case in basis["cases"] if case["participant"] in people.excluded}
    cases = tuple(label for label in labels if label not in left_out)
    held = rolled_up(book, occurrences)
    return CodingResults(
        book=book,
        version=basis["version"],
        synthetic=people.package.population is Population.SIMULATED,
        rounds=len(basis["closed"]),
        cases=cases,
        left_out=len(labels) - len(cases),
        themes=theme_frequencies(book, occurrences, cases),
        areas=area_frequencies(book, occurrences, cases),
        quotes=quotes_by_theme(occurrences),
        together=co_occurrence(held, keys_of(book), keys_of(book)),
        crossed=crossed_types(book, held),
        saturation=saturation(held, cases) if cases else None,
        compared=tuple(ComparedRound(**compared) for compared in basis["compared"]),
        claims_agreement=basis["claims_agreement"],
        agreement=tuple(map(agreement_of, basis["agreement"])),
    )


def _labels(basis: Basis) -> tuple[str, ...]:
    """The label of each case of closed rounds once, where it was coded first."""
    return tuple(dict.fromkeys(label for closed in basis["closed"] for label in closed["cases"]))


def _agreed(people: PackagedPeople, basis: Basis) -> list[Row]:
    """The consensus of closed rounds, case by case in the order of reading."""
    rounds = {str(closed["number"]) for closed in basis["closed"]}
    place = {case["label"]: at for at, case in enumerate(basis["cases"])}
    slug = basis["book"]["slug"]
    rows = [
        row
        for row in people.package.rows("codes")
        if row["codebook"] == slug
        and row["round"] in rounds
        and row["layer"] in {CONSENSUS, JOINT}
        and row["case"] in place
    ]
    return sorted(
        rows,
        key=lambda row: (place[row["case"]], int(row["unit"]), int(row["start"]), int(row["end"])),
    )


def _occurrences(people: PackagedPeople, basis: Basis) -> Iterator[ThemeOccurrence]:
    """Each coded segment once, without the words of withheld answers."""
    words = {
        (row["participant"], row["scenario"], row["question"]): row["value"]
        for row in people.package.rows("answers")
    }
    place = {case["label"]: at for at, case in enumerate(basis["cases"])}
    known: set[tuple[str, ...]] = set()
    for row in _agreed(people, basis):
        segment = row["case"], row["unit"], row["theme"], row["start"], row["end"]
        if segment in known or int(row["participant"]) in people.excluded:
            continue
        known.add(segment)
        start, end = int(row["start"]), int(row["end"])
        said = words.get((row["participant"], row["scenario"], row["question"]), "")
        yield ThemeOccurrence(
            case=row["case"],
            scenario=row["scenario"],
            theme=row["theme"],
            quote=said[start:end],
            # A number for each unit, such as the row of a database would have.
            segment=(place[row["case"]] * 1_000_000 + int(row["unit"]), start, end),
        )


def themes_of_people_in(
    people: PackagedPeople, results: Sequence[CodingResults], scenarios: Sequence[str]
) -> tuple[ThemesOfPeople, ...]:
    """The consensus by person and scenario, for each codebook with a closed round."""
    bases = people.package.basis["codebooks"]
    return tuple(
        _themes(people, result, basis, scenarios)
        for result, basis in zip(results, bases, strict=True)
        if result.cases
    )


def _themes(
    people: PackagedPeople, result: CodingResults, basis: Basis, scenarios: Sequence[str]
) -> ThemesOfPeople:
    themes = keys_of(result.book)
    scenario_at = {key: at for at, key in enumerate(scenarios)}
    theme_at = {key: at for at, key in enumerate(themes)}
    analysed = {person: at for at, person in enumerate(people.analysed)}
    wrote = {
        (case["participant"], scenario)
        for case in basis["cases"]
        for scenario in case["scenarios"]
        if scenario in scenario_at and case["participant"] in analysed
    }
    coded = sorted({person for person, _scenario in wrote})
    coded_at = {person: at for at, person in enumerate(coded)}
    answered = np.zeros((len(coded), len(scenarios)), dtype=bool)
    for person, scenario in wrote:
        answered[coded_at[person], scenario_at[scenario]] = True
    held = np.zeros((*answered.shape, len(themes)), dtype=bool)
    for row in _agreed(people, basis):
        at = coded_at.get(int(row["participant"]))
        for theme in result.book.themes_of.get(row["theme"], (row["theme"],)):
            if at is not None and row["scenario"] in scenario_at and theme in theme_at:
                held[at, scenario_at[row["scenario"]], theme_at[theme]] = True
    person = np.array([analysed[one] for one in coded], dtype=np.int64)
    return ThemesOfPeople(result.book, themes, person, answered, held)
