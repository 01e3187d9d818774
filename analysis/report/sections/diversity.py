"""How diverse the choices are: Shannon's entropy with both normalisations (paper, table 4)."""

from analysis.report.context import Material
from analysis.report.document import Paragraph, Section
from analysis.report.labels import AXES
from analysis.report.tables import Column, Kind, Table, Value
from analysis.statistics.entropy import Entropy

COLUMNS = (
    Column("axis", "Axis"),
    Column("scenario", "Scenario"),
    Column("n", "n", Kind.COUNT),
    Column("observed", "observed", Kind.COUNT, over="Choices"),
    Column("offered", "offered", Kind.COUNT, over="Choices"),
    Column("entropy", "H", Kind.NUMBER, digits=3),
    Column("low", "from", Kind.NUMBER, digits=3, over="95% interval"),
    Column("high", "to", Kind.NUMBER, digits=3, over="95% interval"),
    Column("corrected", "H corrected", Kind.NUMBER, digits=3),
    Column("normalised_observed", "by observed", Kind.NUMBER, digits=3, over="H normalised"),
    Column("normalised_axis", "by offered", Kind.NUMBER, digits=3, over="H normalised"),
)
NOTE = (
    "H in nats. Normalised by the logarithm of the number of choices that anybody submitted, as "
    "the published table does, and of those offered, as its text says. Corrected after Miller and "
    "Madow; intervals by percentile bootstrap of answers, {replicates:,} replicates, seed {seed}."
)


def diversity(material: Material) -> Section:
    rows = tuple(
        _row(AXES[each.axis], material.choices.named(each.scenario), each.entropy)
        for axis in AXES
        for place in material.places
        for each in material.recommended.tests
        if (each.axis, each.scenario) == (axis, place)
    )
    note = NOTE.format(replicates=material.replicates, seed=material.seed)
    table = Table("entropy", "Diversity of choices.", COLUMNS, rows, note, grouped=1)
    return Section("diversity", "Diversity of choices", (Paragraph(_sentence(material)), table))


def _row(axis: str, scenario: str, found: Entropy) -> tuple[Value, ...]:
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return (
        axis, scenario, found.n, found.observed_categories, found.categories, found.entropy,
        low, high, found.corrected, found.normalised_observed, found.normalised_axis,
    )  # fmt: skip


def _sentence(material: Material) -> str:
    known = [
        (each.entropy.normalised_axis, each)
        for each in material.recommended.tests
        if each.entropy.normalised_axis is not None
    ]
    if not known:
        return "Without answers to an axis of several choices there is no diversity to measure."
    least, most = min(known, key=lambda one: one[0]), max(known, key=lambda one: one[0])
    told = [
        f"{AXES[each.axis].lower()}, {material.choices.named(each.scenario)} ({value:.3f})"
        for value, each in (least, most)
    ]
    return (
        "An entropy of 0 means that all submitted the same choice; divided by its largest value it "
        f"is 1 where all choices were equally popular. Normalised by the choices offered, it is "
        f"lowest for {told[0]} and highest for {told[1]}."
    )
