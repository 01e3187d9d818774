"""The first page of a report: who took part, what was tested as planned, what else was seen.

Everything on it stands in full in a section of its own.
"""

from collections.abc import Iterator, Sequence

from analysis.report.context import ReportContext
from analysis.report.document import Block, Caution, Paragraph, ReportSection
from analysis.report.planned.sentences import planned_headline, short_sentences
from analysis.report.sections.participants import flow_figure
from analysis.report.sections.plan_deviations import plan_deviations
from analysis.report.wording import are, capitalised, counted, listed, people

OUTSIDE = "outside of the areas"
EXPLORED = (
    "ordered_axes",
    "settings",
    "association",
    "same_people",
    "influences",
    "reasons",
    "background",
    "trade_offs",
    "both_scenarios",
)
"""Sections whose first sentence says what a family of exploratory tests found."""

TOUCHING = ("registered_plan", "preferences", "ordered_axes", "sensitivity")
"""Sections whose cautions touch the conclusions."""


def first_page(
    context: ReportContext, sections: Sequence[ReportSection]
) -> tuple[Block | ReportSection, ...]:
    """The first page of a report made of these sections."""
    took_part = ReportSection("first_people", "Who took part", tuple(_people(context)))
    if not context.observations.flow.analysed:
        return Paragraph("Nobody can be analysed yet: no setting was submitted."), took_part
    parts = (
        ("first_planned", "The registered tests", map(Paragraph, short_sentences(context))),
        ("first_exploratory", "What else was seen", _explored(context, sections)),
        ("first_said", "What people said", _said(context)),
        ("first_cautions", "Cautions", _cautions(sections)),
    )
    made = ((key, title, tuple(blocks)) for key, title, blocks in parts)
    return (
        Paragraph(planned_headline(context)),
        took_part,
        *(ReportSection(key, title, blocks) for key, title, blocks in made if blocks),
    )


def _people(context: ReportContext) -> Iterator[Block]:
    flow = context.observations.flow
    by_scenario = [
        f"{context.choices.scenario_name(scenario)} {context.choices.in_scenario(index).sum():,}"
        for index, scenario in enumerate(context.observations.scenarios)
    ]
    excluded = sum(flow.excluded.values())
    if not flow.began:
        yield flow_figure(context)
        return
    yield Paragraph(
        f"Of {people(flow.began)} who began, {flow.completed:,} completed, {flow.stopped:,} "
        f"stopped and left their answers, and {excluded:,} {are(excluded)} excluded. "
        f"{flow.analysed:,} {are(flow.analysed)} analysed ({listed(by_scenario)})."
    )
    if deviations := len(plan_deviations(context)):
        yield Caution(
            f"The study departs from its plan in {counted(deviations, 'point')}, listed below."
        )
    yield flow_figure(context)


def _explored(context: ReportContext, sections: Sequence[ReportSection]) -> Iterator[Block]:
    for sentence in (*_preferences(context), *_as_published(context)):
        yield Paragraph(f"Preferences: {sentence}")
    by_key = {section.key: section for section in sections}
    for key in EXPLORED:
        section = by_key.get(key)
        for block in section.blocks if section else ():
            if isinstance(block, Paragraph):
                yield Paragraph(f"{section.title if section else ''}: {block.text}")
                break


def _preferences(context: ReportContext) -> Iterator[str]:
    """What the exploratory tests of preferences find as one family; nothing without any."""
    tests = context.recommended.exploratory
    if not tests:
        return
    scenarios: dict[str, list[str]] = {axis.key: [] for axis in context.choices.axes}
    for test in tests:
        if test.is_significant:
            scenarios[test.axis].append(context.choices.scenario_name(test.scenario))
    uneven = [
        f"{context.choices.name(axis)} ({', '.join(s)})" for axis, s in scenarios.items() if s
    ]
    of = f"the {counted(len(tests), 'exploratory test')}"
    if uneven:
        yield f"Among {of}, an uneven spread is found on: {listed(uneven)}."
    else:
        yield f"{capitalised(of)} {'finds' if len(tests) == 1 else 'find'} no uneven spread."


def _as_published(context: ReportContext) -> Iterator[str]:
    """Where the paper's own procedure would have concluded otherwise."""
    split = [conclusion for conclusion in context.conclusions if not conclusion.agrees]
    if split:
        places = (
            f"{context.choices.name(conclusion.axis)} "
            f"({context.choices.scenario_name(conclusion.scenario)})"
            for conclusion in split
        )
        yield f"The procedure as published would conclude otherwise on {listed(places)}."


def _said(context: ReportContext) -> Iterator[Block]:
    for results in context.observations.codes:
        areas = [
            f"{area.area.name if area.area else OUTSIDE} ({area.cases})"
            for area in results.areas
            if area.cases
        ]
        if areas:
            cases = counted(len(results.cases), "case")
            yield Paragraph(f"{results.book.title}, {cases} coded: {listed(areas)}.")


def _cautions(sections: Sequence[ReportSection]) -> Iterator[Block]:
    cautions = (
        block
        for section in sections
        if section.key in TOUCHING
        for block in _blocks(section)
        if isinstance(block, Caution)
    )
    yield from dict.fromkeys(cautions)


def _blocks(section: ReportSection) -> Iterator[Block]:
    yield from section.blocks
    for inner in section.sections:
        yield from _blocks(inner)
