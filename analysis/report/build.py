"""From observations to a report: one builder for each section, in the order of reading."""

from collections.abc import Callable, Sequence

from analysis.records.observations import StudyObservations
from analysis.report.context import ReportContext
from analysis.report.document import Report, ReportSection
from analysis.report.first_page import first_page
from analysis.report.sections.answers import follow_up_section, sample_section
from analysis.report.sections.attribution_methods import attribution_methods_section
from analysis.report.sections.attribution_types import attribution_types_section
from analysis.report.sections.checklist import checklist_section
from analysis.report.sections.checks import checks_section
from analysis.report.sections.coding.agreement import agreement_section
from analysis.report.sections.coding.themes import themes_section
from analysis.report.sections.collection import collection_section
from analysis.report.sections.diversity import diversity_section
from analysis.report.sections.exploration import exploration_section
from analysis.report.sections.methods import methods_section, provenance_of
from analysis.report.sections.option_order import option_order_section
from analysis.report.sections.order_effects import order_effects_section
from analysis.report.sections.ordered_axes import ordered_axes_section
from analysis.report.sections.paired_scenarios import paired_scenarios_section
from analysis.report.sections.participants import participants_section
from analysis.report.sections.planned import planned_section
from analysis.report.sections.preferences import preferences_section
from analysis.report.sections.sensitivity import sensitivity_section
from analysis.report.sections.setting.association import association_section
from analysis.report.sections.setting.background import background_section
from analysis.report.sections.setting.both_scenarios import both_scenarios_section
from analysis.report.sections.setting.reasons import reasons_section
from analysis.report.sections.setting.told_apart import told_apart_section
from analysis.report.sections.setting.trade_offs import trade_offs_section
from analysis.report.sections.setting.whole_settings import settings_section
from analysis.report.simulated import WATERMARK, marked_as_simulated
from analysis.report.wording import listed
from survey.population import Population

SEED, REPLICATES = 1, 10_000
"""Unless others are asked for, to see whether a conclusion hangs on them."""

Builder = Callable[[ReportContext], ReportSection | None]

SECTIONS: Sequence[Builder] = (
    participants_section,
    collection_section,
    sample_section,
    checks_section,
    planned_section,
    preferences_section,
    told_apart_section,
    ordered_axes_section,
    settings_section,
    association_section,
    diversity_section,
    paired_scenarios_section,
    sensitivity_section,
    order_effects_section,
    option_order_section,
    background_section,
    exploration_section,
    trade_offs_section,
    attribution_methods_section,
    attribution_types_section,
    follow_up_section,
    themes_section,
    reasons_section,
    agreement_section,
    both_scenarios_section,
)


def build_report(
    observations: StudyObservations,
    *,
    seed: int = SEED,
    replicates: int = REPLICATES,
    sections: Sequence[Builder] = SECTIONS,
) -> Report:
    """The same observations, seed, replicates and versions of software give the same report."""
    context = ReportContext(observations, seed, replicates)
    simulated = observations.population is Population.SIMULATED
    provenance = provenance_of(context)
    built = [section for build in sections if (section := build(context))]
    built.append(methods_section(provenance, replicates=context.replicates))
    built.append(checklist_section(context, built))
    labels = [version.label for version in observations.versions]
    versions = "versions" if len(labels) > 1 else "version"
    return Report(
        title=observations.versions[0].definition.title,
        subtitle=f"Results of {observations.study}, {versions} {listed(labels)}",
        language="en",
        watermark=WATERMARK if simulated else "",
        summary=tuple(
            marked_as_simulated(part) if simulated and isinstance(part, ReportSection) else part
            for part in first_page(context, built)
        ),
        sections=tuple(map(marked_as_simulated, built) if simulated else built),
        provenance=provenance,
        participants=context.observations.flow.analysed,
    )
