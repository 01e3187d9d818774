"""The analysis held against the plan that was registered for it."""

from analysis.report.context import ALPHA, Material
from analysis.report.deviations import Deviation, Done, deviations
from analysis.report.document import Block, Caution, Paragraph, Section
from analysis.report.labels import times
from analysis.report.tables import Column, Table

COLUMNS = (Column("subject", "Subject"), Column("planned", "Planned"), Column("done", "Done"))


def registered_plan(material: Material) -> Section | None:
    """None where no plan was registered."""
    registered = material.observations.plan
    if registered is None:
        return None
    found = plan_deviations(material)
    told = (
        f"The plan of version {registered.plan.version} was registered on "
        f"{registered.registered_on} (SHA-256 {registered.digest})."
    )
    blocks: list[Block] = [Paragraph(told)]
    if not found:
        blocks.append(Paragraph("The analysis keeps to it in everything that it speaks of."))
    else:
        blocks.append(
            Caution(
                f"The analysis deviates from the plan in {times(len(found), 'point')}. Tests that "
                "were not planned are exploratory: take their p-values as hints."
            )
        )
        rows = tuple((each.subject, each.planned, each.done) for each in found)
        blocks.append(Table("deviations", "Deviations from the plan.", COLUMNS, rows))
    return Section("registered_plan", "Registered plan", tuple(blocks))


def plan_deviations(material: Material) -> tuple[Deviation, ...]:
    """Empty where no plan was registered, too."""
    registered = material.observations.plan
    return deviations(registered.plan, _done(material)) if registered else ()


def _done(material: Material) -> Done:
    observations, trials = material.observations, material.observations.trials
    shown: dict[str, set[str]] = {}
    pairs = set(zip(trials.scenario.tolist(), trials.stimulus.tolist(), strict=True))
    for scenario, stimulus in pairs:
        bundle = observations.stimuli[stimulus].bundle
        shown.setdefault(observations.scenarios[scenario], set()).add(bundle)
    assert observations.plan is not None, "asked for by a plan's section alone"  # noqa: S101
    return Done(
        versions={each.label: each.digest for each in observations.versions},
        effects=shown,
        participants=observations.flow.analysed,
        tests={(each.axis, each.scenario) for each in material.recommended.tests},
        alpha=ALPHA,
        correction="holm",
        exclusions=observations.flow.excluded_by_key,
        begun_before=observations.plan.begun_before,
    )
