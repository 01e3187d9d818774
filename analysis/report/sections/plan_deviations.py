"""Where people departed from the plan that was registered: the analysis itself keeps to it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.observations import PlanObserved
from analysis.report.context import ReportContext
from analysis.report.planned.results import PlannedResult
from analysis.report.wording import counted


@dataclass(frozen=True)
class StudyAsDone:
    """What was done, as far as a plan speaks of it.

    `versions` maps the labels of the study versions analysed to their digests, and `effects` each
    scenario to the digests of the bundles shown in it. `completed` is how many took part to the
    end, excluded or not. `exclusions` is how many people were left out, by the key of the reason,
    and `begun_before` how many had begun when the plan was registered. `untested` names planned
    tests that could not be made.
    """

    versions: Mapping[str, str]
    effects: Mapping[str, Set[str]]
    completed: int
    exclusions: Mapping[str, int]
    begun_before: int
    untested: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deviation:
    """What was planned about a subject and what was done, both as a phrase."""

    subject: str
    planned: str
    done: str


def plan_deviations(context: ReportContext) -> tuple[Deviation, ...]:
    """Every deviation of this study; empty where no plan was registered, too."""
    registered = context.observations.plan
    if registered is None:
        return ()
    return deviations(registered.plan, _as_done(context, registered))


def _as_done(context: ReportContext, registered: PlanObserved) -> StudyAsDone:
    observations, trials = context.observations, context.observations.trials
    effects: dict[str, set[str]] = {}
    shown = set(zip(trials.scenario.tolist(), trials.stimulus.tolist(), strict=True))
    for scenario, stimulus in shown:
        bundle = observations.stimuli[stimulus].bundle
        effects.setdefault(observations.scenarios[scenario], set()).add(bundle)
    results = context.planned.results if context.planned else ()
    return StudyAsDone(
        versions={version.label: version.digest for version in observations.versions},
        effects=effects,
        completed=observations.flow.completed,
        exclusions=observations.flow.excluded_by_key,
        begun_before=registered.begun_before,
        untested=tuple(_named(result) for result in results if result.pvalue is None),
    )


def _named(result: PlannedResult) -> str:
    test = result.test
    where = f" in {test.scenario}" if test.scenario else ""
    return f"{test.kind.replace('_', ' ').capitalize()} of {test.axis or test.question}{where}"


def deviations(plan: RegisteredPlan, done: StudyAsDone) -> tuple[Deviation, ...]:
    """Every deviation, in the order of a plan; empty where everything was done as planned."""
    return tuple(_deviations(plan, done))


def _deviations(plan: RegisteredPlan, done: StudyAsDone) -> Iterator[Deviation]:
    if done.begun_before:
        yield Deviation(
            "Registration", "before anybody took part", f"when {done.begun_before} had begun"
        )
    yield from _of_versions(plan, done)
    yield from _of_effects(plan, done)
    yield from _of_participants(plan, done)
    for test in done.untested:
        yield Deviation(test, "tested", "could not be tested")
    for reason, number in sorted(done.exclusions.items()):
        if number and reason not in plan.exclusions:
            yield Deviation(
                "Exclusions", f"no exclusion for {reason}", f"{number} excluded for {reason}"
            )


def _of_participants(plan: RegisteredPlan, done: StudyAsDone) -> Iterator[Deviation]:
    """Those whom a planned rule excludes may be replaced by others, or not."""
    by_rule = sum(number for reason, number in done.exclusions.items() if reason in plan.exclusions)
    if not done.completed - by_rule <= plan.participants <= done.completed:
        yield Deviation(
            "Participants",
            counted(plan.participants, "completed participation"),
            counted(done.completed, "completed participation"),
        )


def _of_versions(plan: RegisteredPlan, done: StudyAsDone) -> Iterator[Deviation]:
    for label, digest in sorted(done.versions.items()):
        if digest != plan.study_sha256:
            planned = f"version {plan.version} (SHA-256 {plan.study_sha256})"
            yield Deviation("Study file", planned, f"version {label} too (SHA-256 {digest})")


def _of_effects(plan: RegisteredPlan, done: StudyAsDone) -> Iterator[Deviation]:
    for scenario, digests in sorted(done.effects.items()):
        for digest in sorted(digests - {plan.effects.get(scenario)}):
            planned = plan.effects.get(scenario, "none")
            yield Deviation(f"Bundle shown in {scenario}", planned, digest)
