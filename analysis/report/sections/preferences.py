"""What people prefer: axis by axis, by the procedure as published and by the recommended one."""

from analysis.figures.bars import Bar, BarPanel, bar_panels
from analysis.report.context import ALPHA, Material
from analysis.report.document import Block, Caution, Figure, Paragraph, Section
from analysis.report.labels import AXES, listed, times
from analysis.report.numbers import equals, p, percent, pvalue
from analysis.report.same_samples import same_samples_sentences
from analysis.report.sections.procedures import published_table, recommended_table
from analysis.report.tables import Column, Kind, Table
from analysis.statistics.preferences.conclusions import Conclusion
from analysis.statistics.preferences.recommended import RecommendedTest

INTRODUCTION = (
    "For each axis of a setting we ask whether some choice was submitted more often than it would "
    "be if all were equally popular. Two procedures answer. The one as published tests every "
    "choice by itself against a uniform reference sample and corrects by Bonferroni for all of "
    "these tests. The recommended one makes one exact multinomial test for each axis and scenario, "
    f"corrected by Holm, and shows simultaneous intervals of the shares. Both take p < {ALPHA:g} "
    "for a finding."
)


def preferences(material: Material) -> Section:
    blocks: list[Block] = [Paragraph(INTRODUCTION)]
    if material.choices.unpooled:
        axes = listed(AXES[axis].lower() for axis in material.choices.unpooled)
        blocks.append(
            Caution(
                f"Scenarios offer different choices ({axes}), "
                "so their answers are not pooled there."
            )
        )
    blocks += [Caution(text) for text in _different_versions(material)]
    sections = tuple(_axis(material, axis) for axis in AXES)
    tables = Section(
        "procedures",
        "Both procedures in numbers",
        (published_table(material), recommended_table(material)),
    )
    return Section("preferences", "Preferences", tuple(blocks), (*sections, tables))


def _different_versions(material: Material) -> list[str]:
    told = []
    for key in material.observations.scenarios:
        offers = {
            version.definition.settings_of(key)
            for version in material.observations.versions
            if key in version.definition.scenarios
        }
        if len(offers) > 1:
            told.append(
                "The versions of the study offer different settings in "
                f"{material.choices.named(key)}. "
                "The tests take every choice of any version as open to everybody."
            )
    return told


def _axis(material: Material, axis: str) -> Section:
    blocks: list[Block] = []
    keys = {material.choices.counted_as(key): key for key in material.observations.scenarios}
    for each in material.conclusions:
        if each.axis == axis:
            blocks.append(Paragraph(_sentence(material, each)))
            if not each.agrees:
                blocks.append(Caution(_disagreement(material, each)))
            if each.scenario in keys:
                same = same_samples_sentences(material, keys[each.scenario], axis)
                blocks += [
                    Caution(f"{material.choices.told(each.scenario)}: {text}") for text in same
                ]
    return Section(f"preferences_{axis}", AXES[axis], (*blocks, _figure(material, axis)))


def _sentence(material: Material, found: Conclusion) -> str:
    test = material.recommended.of(found.scenario, found.axis)
    where = material.choices.told(found.scenario)
    if test.exact.pvalue is None or test.pvalue_holm is None:
        return f"{where}: nothing can be tested. {' '.join(test.caveats)}"
    evidence = (
        f"exact multinomial test {p(test.exact.pvalue)}, after Holm {p(test.pvalue_holm)}, "
        f"Cohen’s {equals('w', f'{test.chi_square.cohens_w or 0:.2f}')}, "
        f"{equals('n', f'{test.n:,}')}"
    )
    if not found.recommended:
        return f"{where}: no preference is found ({evidence}). {_most(test)}"
    return f"{where}: the choices are not equally popular ({evidence}). {_standing_out(test)}"


def _most(test: RecommendedTest) -> str:
    top = max(each.count for each in test.choices)
    chosen = [each for each in test.choices if each.count == top]
    share = percent(top / test.n, 0)
    if len(chosen) == len(test.choices):
        return f"Every choice was submitted equally often ({share})."
    named = listed(each.choice for each in chosen)
    return f"Most often submitted: {named} ({share}{' each' if len(chosen) > 1 else ''})."


def _standing_out(test: RecommendedTest) -> str:
    more = [each for each in test.choices if each.stands_out > 0]
    less = [each for each in test.choices if each.stands_out < 0]
    parts = []
    for found, word in ((more, "more"), (less, "less")):
        if found:
            named = listed(f"{each.choice} ({percent(each.share or 0, 0)})" for each in found)
            parts.append(f"{word} often than the uniform share: {named}")
    if not parts:
        return "No single choice's interval leaves the uniform share out."
    return f"Submitted {'; '.join(parts)}."


def _disagreement(material: Material, found: Conclusion) -> str:
    finds, finds_not = (
        ("as published", "recommended") if found.published else ("recommended", "as published")
    )
    tests = material.published.of(found.scenario, found.axis)
    smallest = min((each.pvalue_bonferroni or 1.0 for each in tests), default=1.0)
    holm = material.recommended.of(found.scenario, found.axis).pvalue_holm
    return (
        f"{material.choices.told(found.scenario)}: the conclusion depends on the procedure: the "
        f"one {finds} finds a preference, the one {finds_not} does not (smallest corrected p as "
        f"published {pvalue(smallest)}; as recommended {pvalue(1.0 if holm is None else holm)}). "
        "The procedure as published compares two samples of which one is made up, which costs it "
        "power, and tests choices one by one."
    )


def _figure(material: Material, axis: str) -> Figure:
    tests = [each for each in material.recommended.tests if each.axis == axis]
    caption = (
        f"{AXES[axis]}: share of each choice among the settings submitted, with simultaneous 95% "
        "intervals. Dashed: the share if all choices were equally popular."
    )
    table = _shares_table(material, axis, tests)
    labels = tuple(dict.fromkeys(each.choice for test in tests for each in test.choices))
    panels = [_panel(material, test, labels) for test in tests]
    described = ". ".join(
        f"{material.choices.named(test.scenario)}, {times(test.n, 'answer')}: "
        + ", ".join(f"{each.choice} {each.count}" for each in test.choices)
        for test in tests
    )
    key = f"shares_{axis}"
    return Figure(key, caption, bar_panels(key, caption, described, labels, panels), table)


def _panel(material: Material, test: RecommendedTest, labels: tuple[str, ...]) -> BarPanel:
    by_choice = {each.choice: each for each in test.choices}
    bars = []
    for label in labels:
        found = by_choice.get(label)
        if found is None or found.share is None:
            bars.append(Bar(None, "–" if found is None else "0"))
            continue
        low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
        bars.append(Bar(found.share, percent(found.share, 0), low, high))
    title = f"{material.choices.named(test.scenario)} (n = {test.n:,})"
    return BarPanel(title, bars, 1 / len(test.choices) if test.n else None)


def _shares_table(material: Material, axis: str, tests: list[RecommendedTest]) -> Table:
    columns = (
        Column("scenario", "Scenario"),
        Column("choice", AXES[axis]),
        Column("count", "Times", Kind.COUNT),
        Column("share", "Share", Kind.SHARE),
        Column("low", "from", Kind.SHARE, over="95% interval"),
        Column("high", "to", Kind.SHARE, over="95% interval"),
        Column("residual", "Residual", Kind.NUMBER, digits=2),
    )
    rows = tuple(
        (
            material.choices.named(test.scenario),
            each.choice,
            each.count,
            each.share,
            each.interval.low if each.interval else None,
            each.interval.high if each.interval else None,
            each.residual,
        )
        for test in tests
        for each in test.choices
    )
    note = (
        "Goodman's simultaneous intervals; standardised residuals against equal shares: beyond "
        "±2 a choice stands out."
    )
    return Table(f"shares_{axis}_numbers", f"{AXES[axis]}: shares of choices.", columns, rows, note,
                 grouped=1)  # fmt: skip
