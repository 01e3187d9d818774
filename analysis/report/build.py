"""From observations to a report: one builder for each section, in the order of reading."""

from collections.abc import Callable, Sequence

from analysis.records.observations import StudyObservations
from analysis.report.context import ReportContext
from analysis.report.document import Paragraph, Report, ReportSection
from analysis.report.sections.answers import follow_up_section, sample_section
from analysis.report.sections.attribution_types import attribution_types_section
from analysis.report.sections.coding.agreement import agreement_section
from analysis.report.sections.coding.themes import themes_section
from analysis.report.sections.diversity import diversity_section
from analysis.report.sections.exploration import exploration_section
from analysis.report.sections.methods import methods_section, provenance_of
from analysis.report.sections.order_effects import option_order_section, order_effects_section
from analysis.report.sections.paired_scenarios import paired_scenarios_section
from analysis.report.sections.participants import participants_section
from analysis.report.sections.preferences import preferences_section
from analysis.report.sections.registered_plan import plan_deviations, registered_plan_section
from analysis.report.sections.setting.association import association_section
from analysis.report.sections.setting.background import background_section
from analysis.report.sections.setting.both_scenarios import both_scenarios_section
from analysis.report.sections.setting.reasons import reasons_section
from analysis.report.sections.setting.told_apart import told_apart_section
from analysis.report.sections.setting.trade_offs import trade_offs_section
from analysis.report.sections.setting.whole_settings import settings_section
from analysis.report.simulated import WATERMARK, marked_as_simulated
from analysis.report.wording import are, counted, listed, people
from survey.population import Population

SEED, REPLICATES = 1, 10_000

Builder = Callable[[ReportContext], ReportSection | None]

SECTIONS: Sequence[Builder] = (
    participants_section,
    sample_section,
    preferences_section,
    told_apart_section,
    settings_section,
    association_section,
    diversity_section,
    paired_scenarios_section,
    order_effects_section,
    option_order_section,
    background_section,
    exploration_section,
    trade_offs_section,
    attribution_types_section,
    follow_up_section,
    themes_section,
    reasons_section,
    agreement_section,
    both_scenarios_section,
    registered_plan_section,
)


def build_report(
    observations: StudyObservations, *, sections: Sequence[Builder] = SECTIONS
) -> Report:
    """The same observations and versions of software give the same report."""
    context = ReportContext(observations, SEED, REPLICATES)
    simulated = observations.population is Population.SIMULATED
    provenance = provenance_of(context)
    built = [section for build in sections if (section := build(context))]
    built.append(methods_section(provenance, replicates=context.replicates))
    labels = [version.label for version in observations.versions]
    versions = "versions" if len(labels) > 1 else "version"
    return Report(
        title=observations.versions[0].definition.title,
        subtitle=f"Results of {observations.study}, {versions} {listed(labels)}",
        language="en",
        watermark=WATERMARK if simulated else "",
        summary=(Paragraph(_summary(context)),),
        sections=tuple(map(marked_as_simulated, built) if simulated else built),
        provenance=provenance,
        participants=context.observations.flow.analysed,
    )


def _summary(context: ReportContext) -> str:
    flow = context.observations.flow
    if not flow.analysed:
        return "Nobody can be analysed yet: no setting was submitted."
    sentences = [
        f"Of {people(flow.began)} who began, {flow.analysed:,} {are(flow.analysed)} analysed.",
        _preference_sentence(context),
    ]
    if split := sum(not conclusion.agrees for conclusion in context.conclusions):
        depend = "one conclusion depends" if split == 1 else f"{split} conclusions depend"
        sentences.append(f"Of all tested, {depend} on the procedure; they are marked below.")
    if deviations := len(plan_deviations(context)):
        sentences.append(
            f"The analysis deviates from the registered plan in {counted(deviations, 'point')}, "
            "listed below."
        )
    return " ".join(sentences)


def _preference_sentence(context: ReportContext) -> str:
    if not context.recommended.made:
        return "No preference could be tested."
    scenarios: dict[str, list[str]] = {axis.key: [] for axis in context.choices.axes}
    for conclusion in context.conclusions:
        if conclusion.recommended:
            name = context.choices.scenario_name(conclusion.scenario)
            scenarios[conclusion.axis].append(name)
    preferred_axes = [
        f"{context.choices.name(axis)} ({', '.join(s)})" for axis, s in scenarios.items() if s
    ]
    if not preferred_axes:
        return "On no axis is a preference found by the recommended procedure."
    return f"The recommended procedure finds preferences on: {listed(preferred_axes)}."
