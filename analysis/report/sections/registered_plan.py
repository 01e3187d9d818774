"""The analysis held against the plan that was registered for it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from analysis.preregistration.plan import RegisteredPlan
from analysis.records.observations import PlanObserved
from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    Caution,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.wording import counted

COLUMNS = (
    ReportColumn("subject", "Subject"),
    ReportColumn("planned", "Planned"),
    ReportColumn("done", "Done"),
)


def registered_plan_section(context: ReportContext) -> ReportSection | None:
    """None where no plan was registered."""
    registered = context.observations.plan
    if registered is None:
        return None
    deviating = plan_deviations(context)
    blocks: list[Block] = [
        Paragraph(
            f"The plan of version {registered.plan.version} was registered on "
            f"{registered.registered_on} (SHA-256 {registered.digest})."
        )
    ]
    if not deviating:
        blocks.append(Paragraph("The analysis keeps to it in everything that it speaks of."))
    else:
        blocks.append(
            Caution(
                f"The analysis deviates from the plan in {counted(len(deviating), 'point')}. Tests "
                "that were not planned are exploratory: take their p-values as hints."
            )
        )
        rows = tuple(
            (deviation.subject, deviation.planned, deviation.done) for deviation in deviating
        )
        blocks.append(ReportTable("deviations", "Deviations from the plan.", COLUMNS, rows))
    return ReportSection("registered_plan", "Registered plan", tuple(blocks))


@dataclass(frozen=True)
class PerformedAnalysis:
    """What an analysis did, as far as a plan speaks of it.

    `versions` maps the labels of the study versions analysed to their digests, and `effects` each
    scenario to the digests of the bundles shown in it. `tests` are pairs of axis and scenario.
    `exclusions` is how many people were left out, by the key of the reason, and `begun_before` how
    many had begun when the plan was registered.
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
    """What was planned about a subject and what was done, each as a phrase."""

    subject: str
    planned: str
    done: str


def plan_deviations(context: ReportContext) -> tuple[Deviation, ...]:
    """Every deviation of this analysis; empty where no plan was registered, too."""
    registered = context.observations.plan
    if registered is None:
        return ()
    return deviations(registered.plan, _performed(context, registered))


def _performed(context: ReportContext, registered: PlanObserved) -> PerformedAnalysis:
    observations, trials = context.observations, context.observations.trials
    effects: dict[str, set[str]] = {}
    shown = set(zip(trials.scenario.tolist(), trials.stimulus.tolist(), strict=True))
    for scenario, stimulus in shown:
        bundle = observations.stimuli[stimulus].bundle
        effects.setdefault(observations.scenarios[scenario], set()).add(bundle)
    return PerformedAnalysis(
        versions={version.label: version.digest for version in observations.versions},
        effects=effects,
        participants=observations.flow.analysed,
        tests={(test.axis, test.scenario) for test in context.recommended.tests},
        alpha=ALPHA,
        correction="holm",
        exclusions=observations.flow.excluded_by_key,
        begun_before=registered.begun_before,
    )


def deviations(plan: RegisteredPlan, performed: PerformedAnalysis) -> tuple[Deviation, ...]:
    """Every deviation, in the order of a plan; empty where the analysis kept to it."""
    return tuple(_deviations(plan, performed))


def _deviations(plan: RegisteredPlan, performed: PerformedAnalysis) -> Iterator[Deviation]:
    if performed.begun_before:
        done = f"when {performed.begun_before} had begun"
        yield Deviation("Registration", "before anybody took part", done)
    yield from _of_versions(plan, performed)
    yield from _of_effects(plan, performed)
    if performed.participants != plan.participants:
        planned, done = f"{plan.participants} analysed", f"{performed.participants} analysed"
        yield Deviation("Participants", planned, done)
    yield from _of_tests(plan, performed)
    if performed.alpha != plan.alpha:
        yield Deviation("Alpha", f"{plan.alpha:g}", f"{performed.alpha:g}")
    if performed.correction != plan.correction:
        yield Deviation("Correction for several tests", plan.correction, performed.correction)
    for reason, number in sorted(performed.exclusions.items()):
        if number and reason not in plan.exclusions:
            planned = f"no exclusion for {reason}"
            yield Deviation("Exclusions", planned, f"{number} excluded for {reason}")


def _of_versions(plan: RegisteredPlan, performed: PerformedAnalysis) -> Iterator[Deviation]:
    for label, digest in sorted(performed.versions.items()):
        if digest != plan.study_sha256:
            planned = f"version {plan.version} (SHA-256 {plan.study_sha256})"
            yield Deviation("Study file", planned, f"version {label} too (SHA-256 {digest})")


def _of_effects(plan: RegisteredPlan, performed: PerformedAnalysis) -> Iterator[Deviation]:
    for scenario, digests in sorted(performed.effects.items()):
        for digest in sorted(digests - {plan.effects.get(scenario)}):
            planned = plan.effects.get(scenario, "none")
            yield Deviation(f"Bundle shown in {scenario}", planned, digest)


def _of_tests(plan: RegisteredPlan, performed: PerformedAnalysis) -> Iterator[Deviation]:
    planned = {(test.axis, test.scenario) for test in plan.tests}
    for axis, scenario in sorted(planned - performed.tests):
        yield Deviation(f"Test of {axis} in {scenario}", "planned", "not done")
    for axis, scenario in sorted(performed.tests - planned):
        yield Deviation(f"Test of {axis} in {scenario}", "not planned: exploratory", "done")
