"""The same people in several scenarios: did they choose otherwise, and pooled shares."""

from analysis.report.context import ALPHA, Material
from analysis.report.document import Block, Paragraph, Section
from analysis.report.labels import AXES, people
from analysis.report.numbers import p
from analysis.report.tables import Column, Kind, Table, Value
from analysis.statistics.corrections import holm
from analysis.statistics.preferences.choices import POOLED
from analysis.statistics.preferences.people import (
    Comparison,
    compare_scenarios,
    resample_people,
)

COMPARED = (
    Column("axis", "Axis"),
    Column("scenarios", "Scenarios"),
    Column("people", "People", Kind.COUNT),
    Column("same", "Chose the same", Kind.COUNT),
    Column("statistic", "χ²", Kind.NUMBER, digits=2, over="Stuart–Maxwell"),
    Column("df", "df", Kind.COUNT, over="Stuart–Maxwell"),
    Column("pvalue", "p simulated", Kind.PVALUE, over="Stuart–Maxwell"),
    Column("holm", "p Holm", Kind.PVALUE, over="Stuart–Maxwell"),
    Column("bowker", "χ²", Kind.NUMBER, digits=2, over="Bowker"),
    Column("bowker_pvalue", "p simulated", Kind.PVALUE, over="Bowker"),
)
POOLED_SHARES = (
    Column("axis", "Axis"),
    Column("choice", "Choice"),
    Column("share", "Share", Kind.SHARE),
    Column("low", "from", Kind.SHARE, over="95% interval"),
    Column("high", "to", Kind.SHARE, over="95% interval"),
)


def same_people(material: Material) -> Section | None:
    """None where no axis is the same in several scenarios."""
    if not material.people:
        return None
    compared = [
        each for axis in material.people for each in compare_scenarios(axis, seed=material.seed)
    ]
    corrected = holm([each.homogeneity.pvalue_simulated for each in compared])
    rows = [_row(material, *found) for found in zip(compared, corrected, strict=True)]
    comparison = Table(
        "same_people", "The same people in two scenarios.", COMPARED, tuple(rows),
        "Stuart–Maxwell asks whether every choice is as frequent in both scenarios, Bowker whether "
        "as many change one way as back. p-values by swapping people's answers at random, "
        f"{material.replicates:,} replicates; Holm's correction is for {len(rows)} tests. – : "
        "nobody chose otherwise, so there is nothing to test.",
        grouped=1,
    )  # fmt: skip
    blocks: list[Block] = [Paragraph(_sentence(material, compared, corrected)), comparison]
    return Section("same_people", "The same people in each scenario", (*blocks, _pooled(material)))


def _row(material: Material, found: Comparison, corrected: float | None) -> tuple[Value, ...]:
    return (
        AXES[found.axis],
        _pair(material, found),
        found.people,
        found.same,
        found.homogeneity.statistic,
        found.homogeneity.df,
        found.homogeneity.pvalue_simulated,
        corrected,
        found.symmetry.statistic,
        found.symmetry.pvalue_simulated,
    )


def _pair(material: Material, found: Comparison) -> str:
    first, second = material.choices.named(found.first), material.choices.named(found.second)
    return f"{first} and {second}"


def _sentence(
    material: Material, compared: list[Comparison], corrected: tuple[float | None, ...]
) -> str:
    told = [
        f"{AXES[each.axis].lower()}, {_pair(material, each)} ({p(value)})"
        for each, value in zip(compared, corrected, strict=True)
        if value is not None and value < ALPHA
    ]
    both = max((each.people for each in compared), default=0)
    begun = f"{people(both).capitalize()} submitted a setting in two scenarios."
    if not told:
        return f"{begun} No difference between scenarios is found on any axis."
    return f"{begun} Choices differ between scenarios: {'; '.join(told)}."


def _pooled(material: Material) -> Table:
    rows = []
    for axis in material.people:
        found = resample_people(axis, seed=material.seed, replicates=material.replicates)
        counts = {each.scenario: each for each in material.counts_of(axis.axis)}
        for each in found:
            if each.scenario == POOLED:
                pooled = counts[POOLED]
                rows += [
                    (
                        AXES[axis.axis],
                        choice,
                        pooled.counts[choice] / pooled.n,
                        share.low,
                        share.high,
                    )
                    for choice, share in each.shares.items()
                ]
    return Table(
        "pooled_shares", "Shares over all scenarios, resampled by person.", POOLED_SHARES,
        tuple(rows),
        "One person's answers in several scenarios are not independent, so whole people are drawn "
        f"anew: percentile bootstrap, {material.replicates:,} replicates, seed {material.seed}, "
        "each interval by itself.",
        grouped=1,
    )  # fmt: skip
