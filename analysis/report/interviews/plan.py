"""The study held against the plan that was registered for it."""

from collections.abc import Iterator

from analysis.report.document import (
    Block,
    Caution,
    Paragraph,
    ReportColumn,
    ReportSection,
    ReportTable,
)
from analysis.report.interviews.observations import InterviewObservations
from analysis.report.wording import counted
from survey.design.interviews.definition import InterviewStudy

COLUMNS = (
    ReportColumn("subject", "Subject"),
    ReportColumn("planned", "Planned"),
    ReportColumn("done", "Done"),
)

Deviation = tuple[str, str, str]
"""A subject, what was planned about it, and what was done, each as a phrase."""


def plan_section(observed: InterviewObservations) -> ReportSection | None:
    """None where no plan was registered."""
    plan = observed.plan
    if plan is None:
        return None
    blocks: list[Block] = [
        Paragraph(
            f"The plan of version {plan.version} was registered on {plan.registered_on} (SHA-256 "
            f"{plan.digest})."
        )
    ]
    if written := plan.definition.plan:
        texts = (
            ("Sample", written.sample),
            ("Coding", written.coding),
            ("Agreement", written.agreement),
            ("Analysis", written.analysis),
        )
        blocks += [Paragraph(f"{what}: {text}") for what, text in texts if text]
    rows = plan_deviations(observed)
    if rows:
        blocks.append(
            Caution(f"What was done deviates from the plan in {counted(len(rows), 'point')}.")
        )
        blocks.append(ReportTable("deviations", "Deviations from the plan.", COLUMNS, rows))
    else:
        blocks.append(Paragraph("What was done keeps to it in all that can be compared here."))
    return ReportSection("registered_plan", "Registered plan", tuple(blocks))


def plan_deviations(observed: InterviewObservations) -> tuple[Deviation, ...]:
    """Every deviation that numbers and study files show; empty without a plan, too."""
    return tuple(_deviations(observed)) if observed.plan else ()


def _deviations(observed: InterviewObservations) -> Iterator[Deviation]:
    plan = observed.plan
    assert plan is not None, "asked for with a plan alone"  # noqa: S101
    if plan.begun_before:
        yield "Registration", "before anybody took part", f"when {plan.begun_before} had begun"
    for version in observed.versions:
        if version.participants and version.digest != plan.version_digest:
            planned = f"version {plan.version} (SHA-256 {plan.version_digest})"
            yield "Study file", planned, f"version {version.label} too (SHA-256 {version.digest})"
    planned_size = plan.definition.target_sample_size
    if len(observed.people) != planned_size:
        yield "Participants", f"{planned_size}", f"{len(observed.people)}"
    now = observed.definition
    if _rule(plan.definition) != _rule(now):
        yield "Saturation", _rule(plan.definition), _rule(now)
    if _coding(plan.definition) != _coding(now):
        yield "Agreement", _coding(plan.definition), _coding(now)


def _rule(definition: InterviewStudy) -> str:
    if definition.plan is None:
        return "no rule"
    rule = definition.plan.saturation
    return f"base {rule.base_size}, run {rule.run_length}, threshold {rule.threshold:g}"


def _coding(definition: InterviewStudy) -> str:
    coding = definition.coding
    if not coding.claims_agreement:
        return "none claimed"
    return f"{coding.agreement.replace('_', ' ')}, {coding.basis.replace('_', ' ')}"
