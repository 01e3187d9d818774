"""What people prefer: axis by axis, by the procedure as published and by the recommended one."""

from collections.abc import Iterator

from analysis.records.observed_axes import ObservedAxis
from analysis.report.context import ALPHA, ReportContext
from analysis.report.document import (
    Block,
    Caution,
    Paragraph,
    ReportSection,
)
from analysis.report.levels_alike import levels_alike
from analysis.report.planned.results import effect_in_words
from analysis.report.sections.preferences_figure import shares_figure
from analysis.report.sections.procedures import procedures_section
from analysis.report.smallest_effects import could_have_been_found
from analysis.report.wording import counted, equals, listed, p_equals, percent, pvalue
from analysis.statistics.preferences.conclusions import Conclusion
from analysis.statistics.preferences.recommended import ChoiceEstimate, RecommendedTest
from attribution.settings import Axes

INTRODUCTION = (
    "For each axis of a setting we ask whether some level was submitted more often than it would "
    "be if all were equally popular. An exact multinomial test answers for each axis and scenario, "
    "and for several scenarios together a test that counts people once. Tests that the registered "
    "plan names are marked as planned, and are decided as it says; all others are exploratory, a "
    f"family of their own that Holm corrects at p < {ALPHA:g}."
)


def preferences_section(context: ReportContext) -> ReportSection:
    blocks: list[Block] = [Paragraph(INTRODUCTION)]
    if context.choices.unpooled:
        axes = listed(context.choices.name(axis) for axis in context.choices.unpooled)
        blocks.append(
            Caution(
                f"Scenarios offer different choices ({axes}), "
                "so their answers are not pooled there."
            )
        )
    blocks += [Caution(sentence) for sentence in _different_versions(context)]
    if not context.choices.axes:
        blocks.append(Paragraph("Each scenario offers a single setting, so nothing was chosen."))
        return ReportSection("preferences", "Preferences", tuple(blocks))
    by_axis = (_axis_section(context, axis) for axis in context.choices.axes)
    sections = (*by_axis, procedures_section(context))
    return ReportSection("preferences", "Preferences", tuple(blocks), sections)


def _different_versions(context: ReportContext) -> Iterator[str]:
    for scenario in context.observations.scenarios:
        offers = {
            _levels_offered(version.definition.space_of(scenario).levels)
            for version in context.observations.versions
            if scenario in version.definition.scenarios
        }
        if len(offers) > 1:
            yield (
                "The versions of the study offer different settings in "
                f"{context.choices.scenario_name(scenario)}. "
                "The tests take every choice of any version as open to everybody."
            )


def _levels_offered(levels: Axes) -> frozenset[tuple[str, frozenset[str]]]:
    """What can be chosen, without any order."""
    return frozenset((axis, frozenset(keys)) for axis, keys in levels.items())


def _axis_section(context: ReportContext, axis: ObservedAxis) -> ReportSection:
    blocks: list[Block] = []
    scenarios = {context.choices.counted_as(key): key for key in context.observations.scenarios}
    for conclusion in context.conclusions:
        if conclusion.axis != axis.key:
            continue
        blocks.append(Paragraph(_conclusion(context, conclusion)))
        if not conclusion.agrees:
            blocks.append(Caution(_disagreement(context, conclusion)))
        if scenario := scenarios.get(conclusion.scenario):
            blocks += [Caution(sentence) for sentence in levels_alike(context, scenario, axis.key)]
    figure = shares_figure(context, axis)
    return ReportSection(f"preferences_{axis.key}", axis.title, (*blocks, figure))


def _conclusion(context: ReportContext, conclusion: Conclusion) -> str:
    test = context.recommended.of(conclusion.scenario, conclusion.axis)
    family = "planned" if test.is_planned else "exploratory"
    where = f"{context.choices.scenario_phrase(conclusion.scenario)} ({family})"
    if test.pvalue is None or test.pvalue_corrected is None:
        return f"{where}: nothing can be tested. {' '.join(test.caveats)}"
    name = "test that counts people once" if test.is_pooled else "exact multinomial test"
    evidence = (
        f"{name} {p_equals(test.pvalue)}, {_corrected(context, test)}, {_effect(test)}{_size(test)}"
    )
    if not conclusion.recommended:
        size = "" if test.is_planned else _could_have_been_found(context, test)
        return (
            f"{where}: no preference is found ({evidence}). {_most_frequent(test)} {size}".rstrip()
        )
    return f"{where}: the levels are not equally popular ({evidence}). {_standing_out(test)}"


def _could_have_been_found(context: ReportContext, test: RecommendedTest) -> str:
    """Planned tests say it where the plan is reported."""
    return could_have_been_found(
        test.by_people.people if test.by_people else test.n,
        len(test.choices),
        alpha=test.alpha / max(len(context.recommended.exploratory), 1),
        seed=context.seed,
    )


def _corrected(context: ReportContext, test: RecommendedTest) -> str:
    """The p-value within its family, such as after Holm for 9 exploratory tests p = 0.045."""
    planned = context.planned
    if test.is_planned and planned is not None:
        name = {"holm": "after Holm", "bonferroni": "after Bonferroni", "none": "uncorrected"}
        number = planned.plan.tests_made
        tests = f"{name[planned.plan.correction]} for {counted(number, 'planned test')}"
    else:
        number = len(context.recommended.exploratory)
        tests = f"after Holm for {counted(number, 'exploratory test')}"
    return f"{tests} {p_equals(test.pvalue_corrected or 0.0)}"


def _effect(test: RecommendedTest) -> str:
    """The effect of a test in one scenario; answers of several have none that people share."""
    words = "" if test.is_pooled else effect_in_words(test.chi_square)
    return f"{words}, " if words else ""


def _size(test: RecommendedTest) -> str:
    if test.by_people:
        people = equals("people", f"{test.by_people.people:,}")
        return f"{people}, {equals('answers', f'{test.n:,}')}"
    return equals("n", f"{test.n:,}")


def _most_frequent(test: RecommendedTest) -> str:
    largest = max(choice.count for choice in test.choices)
    frequent = [choice.choice for choice in test.choices if choice.count == largest]
    share = percent(largest / test.n, 0)
    if len(frequent) == len(test.choices):
        return f"Every choice was submitted equally often ({share})."
    distributive = " each" if len(frequent) > 1 else ""
    return f"Most often submitted: {listed(frequent)} ({share}{distributive})."


def _standing_out(test: RecommendedTest) -> str:
    more = [choice for choice in test.choices if choice.stands_out > 0]
    less = [choice for choice in test.choices if choice.stands_out < 0]
    parts = [
        f"{word} often than the even share: {_with_shares(choices)}"
        for choices, word in ((more, "more"), (less, "less"))
        if choices
    ]
    if not parts:
        return "No single level's interval leaves the even share out."
    return f"Submitted {'; '.join(parts)}."


def _with_shares(choices: list[ChoiceEstimate]) -> str:
    return listed(f"{choice.choice} ({percent(choice.share or 0, 0)})" for choice in choices)


def _disagreement(context: ReportContext, conclusion: Conclusion) -> str:
    finds, finds_not = "recommended", "as published"
    if conclusion.published:
        finds, finds_not = finds_not, finds
    tests = context.published.of(conclusion.scenario, conclusion.axis)
    smallest = min((test.pvalue_bonferroni or 1.0 for test in tests), default=1.0)
    recommended = context.recommended.of(conclusion.scenario, conclusion.axis).pvalue_corrected
    return (
        f"{context.choices.scenario_phrase(conclusion.scenario)}, "
        f"{context.choices.name(conclusion.axis)}: the conclusion depends on the procedure. The "
        f"one {finds} finds a preference, the one {finds_not} does not (smallest "
        f"corrected p as published {pvalue(smallest)}; as recommended "
        f"{pvalue(1.0 if recommended is None else recommended)}). "
        "The procedure as published compares two samples of which one is made up, which costs it "
        "power, tests levels one by one, and counts people once for each scenario."
    )
