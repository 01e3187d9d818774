"""Two scenarios compared by the same people, axis by axis, with every test that fits the axis."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from analysis.report.context import ReportContext
from analysis.report.planned.results import PlannedResult
from analysis.statistics.paired import PairedTest
from analysis.statistics.preferences.people import ScenarioComparison, compare_scenarios
from analysis.statistics.signed_rank import SignedRank, signed_rank

STUART_MAXWELL, BOWKER, WILCOXON = "Stuart–Maxwell", "Bowker", "Wilcoxon"

Table = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class ChangeTest:
    """`statistic` is X², or V of Wilcoxon's test, which has no `df`.

    `planned` is what the plan makes of the test, None where it does not name it.
    """

    name: str
    statistic: float | None
    df: int | None
    pvalue: float | None
    standard_error: float | None
    planned: PlannedResult | None = None


@dataclass(frozen=True)
class PairedComparison:
    """`people` chose in both scenarios, whose names are `first` and `second`.

    `table` [first, second] is how many made which two of the `levels`. `rank` is None on an axis
    without an order. `key` is different for each comparison.
    """

    key: str
    axis: str
    first: str
    second: str
    people: int
    levels: tuple[str, ...]
    table: Table
    tests: tuple[ChangeTest, ...]
    rank: SignedRank | None

    @property
    def scenarios(self) -> str:
        return f"{self.first} and {self.second}"


def paired_comparisons(context: ReportContext) -> Iterator[PairedComparison]:
    """Every scenario with every later one, on each axis on which several offer the same."""
    seed, replicates = context.seed, context.replicates
    for people in context.people:
        ordered = context.observations.axis_by_key[people.axis].ordered
        comparisons = compare_scenarios(people, seed=seed, replicates=replicates)
        for at, compared in enumerate(comparisons, start=1):
            rank = (
                signed_rank(compared.table, seed=seed, replicates=replicates) if ordered else None
            )
            planned = _planned(context, compared)
            yield PairedComparison(
                key=people.axis if len(comparisons) == 1 else f"{people.axis}_{at}",
                axis=people.axis,
                first=context.choices.scenario_name(compared.first),
                second=context.choices.scenario_name(compared.second),
                people=compared.people,
                levels=people.choices,
                table=compared.table,
                tests=(
                    replace(
                        _of_names(STUART_MAXWELL, compared.homogeneity),
                        planned=None if rank else planned,
                    ),
                    _of_names(BOWKER, compared.symmetry),
                    *([replace(_of_ranks(rank), planned=planned)] if rank else []),
                ),
                rank=rank,
            )


def _planned(context: ReportContext, compared: ScenarioComparison) -> PlannedResult | None:
    """The planned test of a change between these scenarios on this axis."""
    pair = {compared.first, compared.second}
    for result in context.planned.results if context.planned else ():
        test = result.test
        if test.kind == "change" and test.axis == compared.axis:
            named = {context.choices.counted_as(key) for key in (test.scenario, test.second)}
            if named == pair:
                return result
    return None


def _of_names(name: str, test: PairedTest) -> ChangeTest:
    return ChangeTest(name, test.statistic, test.df, test.pvalue_by_swaps, test.standard_error)


def _of_ranks(test: SignedRank) -> ChangeTest:
    return ChangeTest(WILCOXON, test.statistic, None, test.pvalue, test.standard_error)
