"""From observations to a report: one builder for each section, in the order of reading."""

from collections.abc import Callable, Iterator, Sequence

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
from analysis.report.sections.option_order import option_order_section
from analysis.report.sections.order_effects import order_effects_section
from analysis.report.sections.ordered_axes import ordered_axes_section
from analysis.report.sections.paired_scenarios import paired_scenarios_section
from analysis.report.sections.participants import participants_section
from analysis.report.sections.plan_deviations import plan_deviations
from analysis.report.sections.planned import planned_headline, planned_section
from analysis.report.sections.preferences import preferences_section
from analysis.report.sections.setting.association import association_section
from analysis.report.sections.setting.background import background_section
from analysis.report.sections.setting.both_scenarios import both_scenarios_section
from analysis.report.sections.setting.reasons import reasons_section
from analysis.report.sections.setting.told_apart import told_apart_section
from analysis.report.sections.setting.trade_offs import trade_offs_section
from analysis.report.sections.setting.whole_settings import settings_section
from analysis.report.simulated import WATERMARK, marked_as_simulated
from analysis.report.wording import are, capitalised, counted, listed, people
from survey.population import Population

SEED, REPLICATES = 1, 10_000
"""Unless others are asked for, to see whether a conclusion hangs on them."""

Builder = Callable[[ReportContext], ReportSection | None]

SECTIONS: Sequence[Builder] = (
    participants_section,
    sample_section,
    planned_section,
    preferences_section,
    told_apart_section,
    ordered_axes_section,
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
        planned_headline(context),
        f"Of {people(flow.began)} who began, {flow.analysed:,} {are(flow.analysed)} analysed.",
        *_exploratory_sentences(context),
    ]
    if split := sum(not conclusion.agrees for conclusion in context.conclusions):
        depend = "one conclusion depends" if split == 1 else f"{split} conclusions depend"
        sentences.append(f"Of all tested, {depend} on the procedure; they are marked below.")
    if deviations := len(plan_deviations(context)):
        sentences.append(
            f"The study departs from its plan in {counted(deviations, 'point')}, listed below."
        )
    return " ".join(sentences)


def _exploratory_sentences(context: ReportContext) -> Iterator[str]:
    """What the exploratory tests of preferences find as one family; nothing without any."""
    tests = context.recommended.exploratory
    if not tests:
        return
    scenarios: dict[str, list[str]] = {axis.key: [] for axis in context.choices.axes}
    for test in tests:
        if test.is_significant:
            scenarios[test.axis].append(context.choices.scenario_name(test.scenario))
    preferred = [
        f"{context.choices.name(axis)} ({', '.join(s)})" for axis, s in scenarios.items() if s
    ]
    of = f"the {counted(len(tests), 'exploratory test')} of preferences"
    if preferred:
        yield f"Among {of}, an uneven spread is found on: {listed(preferred)}."
    else:
        yield f"{capitalised(of)} {'finds' if len(tests) == 1 else 'find'} no uneven spread."
