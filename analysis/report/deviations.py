"""Where an analysis left the plan that was registered for it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from analysis.preregistration.plan import RegisteredPlan


@dataclass(frozen=True)
class Done:
    """What an analysis did, as far as a plan speaks of it.

    `versions` are the digests of the study versions analysed, by label; `effects` the digests of
    the bundles shown, by scenario; `tests` the axes tested, each with its scenario; `exclusions`
    how many people were left out, by the key of the reason; `begun_before` how many had begun when
    the plan was registered.
    """

    versions: Mapping[str, str]
    effects: Mapping[str, Set[str]]
    participants: int
    tests: Set[tuple[str, str]]
    alpha: float
    correction: str
    exclusions: Mapping[str, int]
    begun_before: int


@dataclass(frozen=True)
class Deviation:
    """What was planned and what was done, each as a phrase, under the subject both are about."""

    subject: str
    planned: str
    done: str


def deviations(plan: RegisteredPlan, done: Done) -> tuple[Deviation, ...]:
    """Every deviation, in the order of a plan; empty where the analysis kept to it."""
    return tuple(_all(plan, done))


def _all(plan: RegisteredPlan, done: Done) -> Iterator[Deviation]:
    if done.begun_before:
        found = f"when {done.begun_before} had begun"
        yield Deviation("Registration", "before anybody took part", found)
    yield from _of_versions(plan, done)
    yield from _of_effects(plan, done)
    if done.participants != plan.participants:
        planned, found = f"{plan.participants} analysed", f"{done.participants} analysed"
        yield Deviation("Participants", planned, found)
    yield from _of_tests(plan, done)
    if done.alpha != plan.alpha:
        yield Deviation("Alpha", f"{plan.alpha:g}", f"{done.alpha:g}")
    if done.correction != plan.correction:
        yield Deviation("Correction for several tests", plan.correction, done.correction)
    for reason, number in sorted(done.exclusions.items()):
        if number and reason not in plan.exclusions:
            planned = f"no exclusion for {reason}"
            yield Deviation("Exclusions", planned, f"{number} excluded for {reason}")


def _of_versions(plan: RegisteredPlan, done: Done) -> Iterator[Deviation]:
    for label, digest in sorted(done.versions.items()):
        if digest != plan.study_sha256:
            planned = f"version {plan.version} (SHA-256 {plan.study_sha256})"
            yield Deviation("Study file", planned, f"version {label} too (SHA-256 {digest})")


def _of_effects(plan: RegisteredPlan, done: Done) -> Iterator[Deviation]:
    for scenario, digests in sorted(done.effects.items()):
        for digest in sorted(digests - {plan.effects.get(scenario)}):
            planned = plan.effects.get(scenario, "none")
            yield Deviation(f"Effects shown in {scenario}", planned, digest)


def _of_tests(plan: RegisteredPlan, done: Done) -> Iterator[Deviation]:
    planned = {(test.axis, test.scenario) for test in plan.tests}
    for axis, scenario in sorted(planned - done.tests):
        yield Deviation(f"Test of {axis} in {scenario}", "planned", "not done")
    for axis, scenario in sorted(done.tests - planned):
        yield Deviation(f"Test of {axis} in {scenario}", "not planned: exploratory", "done")
