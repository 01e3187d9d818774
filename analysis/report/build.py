"""From observations to a report: one builder a section, in the order they are read."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.figures.svg import watermarked
from analysis.records.observations import StudyObservations
from analysis.report.context import Material
from analysis.report.document import Block, Figure, Paragraph, Report, Section
from analysis.report.labels import AXES, are, listed, people, times
from analysis.report.provenance import provenance_of
from analysis.report.sections.attribution_types import attribution_types
from analysis.report.sections.coding.agreement import agreement
from analysis.report.sections.coding.themes import themes
from analysis.report.sections.diversity import diversity
from analysis.report.sections.exploration import exploration
from analysis.report.sections.follow_up import follow_up
from analysis.report.sections.methods import methods
from analysis.report.sections.option_order import option_order
from analysis.report.sections.order_effects import influences
from analysis.report.sections.paired_scenarios import same_people
from analysis.report.sections.participants import participants
from analysis.report.sections.preferences import preferences
from analysis.report.sections.registered_plan import plan_deviations, registered_plan
from analysis.report.sections.sample import sample
from survey.population import Population

SEED, REPLICATES = 1, 10_000

WATERMARK = "Simulated participants: no person gave these answers"

Builder = Callable[[Material], Section | None]

SECTIONS: Sequence[Builder] = (
    participants,
    sample,
    preferences,
    diversity,
    same_people,
    influences,
    option_order,
    exploration,
    attribution_types,
    follow_up,
    themes,
    agreement,
    registered_plan,
)


def build_report(
    observations: StudyObservations, *, sections: Sequence[Builder] = SECTIONS
) -> Report:
    """The same observations give the same report; else only versions of software go into it."""
    material = Material(observations, SEED, REPLICATES)
    built = [build(material) for build in sections]
    provenance = provenance_of(observations, seed=SEED)
    newest = observations.versions[0]
    simulated = observations.population is Population.SIMULATED
    labels = listed(label for label, _digest in provenance.versions)
    several = "versions" if len(provenance.versions) > 1 else "version"
    return Report(
        title=newest.definition.title,
        subtitle=f"Results of {observations.study}, {several} {labels}",
        language="en",
        watermark=WATERMARK if simulated else "",
        summary=_summary(material),
        sections=tuple(
            _marked(each) if simulated else each
            for each in (*built, methods(provenance, REPLICATES))
            if each
        ),
        provenance=provenance,
    )


def _marked(section: Section) -> Section:
    """Figures are copied one by one, so each says by itself that nobody real is in it."""
    blocks = (
        replace(each, svg=watermarked(each.svg, "SIMULATED")) if isinstance(each, Figure) else each
        for each in section.blocks
    )
    return replace(
        section, blocks=tuple(blocks), sections=tuple(_marked(each) for each in section.sections)
    )


def _summary(material: Material) -> tuple[Block, ...]:
    flow = material.observations.flow
    if not flow.analysed:
        return (Paragraph("Nobody can be analysed yet: no setting was submitted."),)
    found = [each for each in material.conclusions if each.recommended]
    told = f"Of {people(flow.began)} who began, {flow.analysed:,} {are(flow.analysed)} analysed. "
    if not found:
        told += "On no axis is a preference found by the recommended procedure."
    else:
        axes = [
            f"{AXES[axis].lower()} ({', '.join(places)})"
            for axis in AXES
            if (
                places := [
                    material.choices.named(each.scenario) for each in found if each.axis == axis
                ]
            )
        ]
        told += f"The recommended procedure finds preferences on: {listed(axes)}."
    split = [each for each in material.conclusions if not each.agrees]
    if split:
        number = "one conclusion depends" if len(split) == 1 else f"{len(split)} conclusions depend"
        told += f" Of all tested, {number} on the procedure; they are marked below."
    if departed := plan_deviations(material):
        points = times(len(departed), "point")
        told += f" The analysis deviates from the registered plan in {points}, listed below."
    return (Paragraph(told),)
