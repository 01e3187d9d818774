"""Who is in a package, who of them is analysed, and when and how they took part."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.exclusion_reasons import reason_in_words
from analysis.records.models import ExclusionStep
from analysis.records.observations import AnalysisFlow
from analysis.records.rows import ENDED
from analysis.records.taking_part import (
    CheckedQuestion,
    Collection,
    EnrolmentPeriod,
    TakingPart,
)
from analysis.verification.package import Package, Row
from survey.design.definition import SurveyDefinition
from survey.population import Population

COMPLETED, STOPPED = ENDED


@dataclass(frozen=True)
class PackagedPeople:
    """The participants of a package, by their numbers in the study, in the order they began."""

    package: Package

    @cached_property
    def rows(self) -> dict[int, Row]:
        rows = {int(row["participant"]): row for row in self.package.rows("participants")}
        return dict(sorted(rows.items()))

    @cached_property
    def trials(self) -> dict[int, list[Row]]:
        """The trials of each, in the order given."""
        trials: dict[int, list[Row]] = defaultdict(list)
        for row in self.package.rows("trials"):
            trials[int(row["participant"])].append(row)
        for rows in trials.values():
            rows.sort(key=lambda row: int(row["position"]))
        return trials

    @cached_property
    def excluded(self) -> dict[int, str]:
        """The reason for each who is excluded: their last step says so."""
        last: dict[int, Row] = {}
        for row in self.package.rows("exclusions"):
            person = int(row["participant"])
            if person not in last or int(row["step"]) > int(last[person]["step"]):
                last[person] = row
        return {
            person: row["reason"]
            for person, row in last.items()
            if row["kind"] == ExclusionStep.Kind.EXCLUDED
        }

    @cached_property
    def chose(self) -> list[int]:
        """Those who submitted a setting."""
        return [
            person
            for person in self.rows
            if any(trial["chosen"] for trial in self.trials.get(person, ()))
        ]

    @cached_property
    def analysed(self) -> list[int]:
        return [person for person in self.chose if person not in self.excluded]

    @cached_property
    def left_out(self) -> list[int]:
        """Those who would be analysed if they were not excluded."""
        return [person for person in self.chose if person in self.excluded]

    def version_of(self, person: int) -> str:
        return self.rows[person]["version"]


def flow_of(people: PackagedPeople) -> AnalysisFlow:
    """Counts of people who are in no table come from the basis, all others from the tables."""
    basis = people.package.basis
    by_state = Counter(row["state"] for row in people.rows.values())
    reasons = Counter(people.excluded.values())
    by_key = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
    rules: Mapping[str, str] = basis["exclusion_rules"]
    return AnalysisFlow(
        **basis["flow"],
        completed=by_state[COMPLETED],
        stopped=by_state[STOPPED],
        excluded={reason_in_words(key, rules): number for key, number in by_key.items()},
        excluded_by_key=by_key,
        without_choice=len(people.rows) - len(people.excluded) - len(people.analysed),
        analysed=len(people.analysed),
    )


def taking_part_of(people: PackagedPeople) -> TakingPart:
    rows = [people.rows[person] for person in people.analysed]
    seconds = [
        float(row["seconds"]) if row["state"] == COMPLETED and row["seconds"] else np.nan
        for row in rows
    ]
    attempts = [int(row["check_attempts"]) for row in rows]
    taken = np.array(seconds, dtype=np.float64)
    return TakingPart(~np.isnan(taken), taken, np.array(attempts, dtype=np.int64))


def collection_of(people: PackagedPeople) -> Collection:
    rows = [people.rows[person] for person in people.analysed]
    population, period = people.package.population, people.package.basis["enrolment"]
    days = sorted(row["consented_at"][:10] for row in rows)
    is_dated = bool(days) and population is not Population.SIMULATED
    languages = Counter(row["language"] for row in rows)
    return Collection(
        first_day=days[0] if is_dated else "",
        last_day=days[-1] if is_dated else "",
        languages=tuple(sorted(languages.items())),
        period=EnrolmentPeriod(**period) if period else None,
        checked=_checked(people),
    )


def _checked(people: PackagedPeople) -> tuple[CheckedQuestion, ...]:
    """How many answered each question of the check, and how many right at first."""
    definitions = {one.label: one.definition for one in people.package.versions}
    if not any(definition.tutorial.check for definition in definitions.values()):
        return ()
    analysed = set(people.analysed)
    attempts: dict[int, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in people.package.rows("check_attempts"):
        if (person := int(row["participant"])) in analysed:
            attempts[person][int(row["attempt"])][row["question"]] = row["option"]
    asked: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for label, definition in definitions.items():
        of_version = [person for person in attempts if people.version_of(person) == label]
        for question in definition.tutorial.check:
            asked[question.key] += len(of_version)
        for person in of_version:
            wrong.update(_wrong_at_first(definition, [*attempts[person].items()]))
    return tuple(CheckedQuestion(key, asked[key], asked[key] - wrong[key]) for key in asked)


def _wrong_at_first(
    definition: SurveyDefinition, attempts: Sequence[tuple[int, Mapping[str, str]]]
) -> list[str]:
    _number, first = min(attempts)
    check = definition.tutorial.check
    return [question.key for question in check if first.get(question.key) != question.correct]
