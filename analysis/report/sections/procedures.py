"""The two procedures as tables: as published (paper, table 3), and as recommended."""

from analysis.report.context import Material
from analysis.report.labels import AXES
from analysis.report.tables import Column, Kind, Table, Value
from analysis.statistics.preferences.published import PublishedTest
from analysis.statistics.preferences.recommended import RecommendedTest


def published_table(material: Material) -> Table:
    """A row for each choice, two columns for each scenario and for the pooled answers."""
    found = material.published
    places = material.places
    columns: list[Column] = [Column("axis", "Axis"), Column("choice", "Choice")]
    for place in places:
        name = material.choices.named(place)
        columns.append(Column(f"{place}_share", "Share", Kind.SHARE, 2, over=name))
        columns.append(Column(f"{place}_pvalue", "p", Kind.PVALUE, over=name))
    by_cell = {(each.axis, each.choice, each.scenario): each for each in found.tests}
    rows = []
    for axis, title in AXES.items():
        choices = dict.fromkeys(each.choice for each in found.tests if each.axis == axis)
        for choice in choices:
            cells: list[Value] = [title, choice]
            for place in places:
                cells += _cells(by_cell.get((axis, choice, place)))
            rows.append(tuple(cells))
    note = (
        f"p-values after Bonferroni for {found.made} tests. Action and metric: χ² with Yates' "
        "correction; number of training samples: Fisher's exact test. – : not offered, or nothing "
        "to test."
    )
    caption = "The procedure as published: every choice against a uniform reference."
    return Table("published", caption, tuple(columns), tuple(rows), note, grouped=1)


def _cells(test: PublishedTest | None) -> tuple[Value, Value]:
    return (test.share, test.pvalue_bonferroni) if test else (None, None)


RECOMMENDED = (
    Column("axis", "Axis"),
    Column("scenario", "Scenario"),
    Column("n", "n", Kind.COUNT),
    Column("statistic", "χ²", Kind.NUMBER, digits=2),
    Column("df", "df", Kind.COUNT),
    Column("chi_square", "χ²", Kind.PVALUE, over="p"),
    Column("exact", "exact", Kind.PVALUE, over="p"),
    Column("bonferroni", "Bonferroni", Kind.PVALUE, over="p"),
    Column("holm", "Holm", Kind.PVALUE, over="p"),
    Column("cohens_w", "w", Kind.NUMBER, digits=2),
    Column("finding", "Finding"),
)


def recommended_table(material: Material) -> Table:
    found = material.recommended
    rows = tuple(
        _row(material, each)
        for axis in AXES
        for place in material.places
        for each in found.tests
        if (each.axis, each.scenario) == (axis, place)
    )
    return Table(
        "recommended",
        "The recommended procedure: one test for each axis and scenario.",
        RECOMMENDED,
        rows,
        _note(material),
        grouped=1,
    )


def _row(material: Material, test: RecommendedTest) -> tuple[Value, ...]:
    finding = "preference" if test.is_significant else "none found"
    return (
        AXES[test.axis],
        material.choices.named(test.scenario),
        test.n,
        test.chi_square.statistic,
        test.chi_square.df,
        test.chi_square.pvalue,
        test.exact.pvalue,
        test.pvalue_bonferroni,
        test.pvalue_holm,
        test.chi_square.cohens_w,
        finding if test.exact.pvalue is not None else "nothing to test",
    )


def _note(material: Material) -> str:
    """What the columns hold, then each caveat with the tests it is about."""
    about: dict[str, list[str]] = {}
    for test in material.recommended.tests:
        for caveat in test.caveats:
            name = f"{AXES[test.axis]}, {material.choices.named(test.scenario)}"
            about.setdefault(caveat, []).append(name)
    told = (
        f"Corrections are of the exact multinomial test, for {material.recommended.made} tests; "
        "w is Cohen's effect size."
    )
    every = len(material.recommended.tests)
    caveats = (
        caveat if len(names) == every else f"{'; '.join(names)}: {caveat}"
        for caveat, names in about.items()
    )
    return " ".join((told, *caveats))
