"""Both procedures' findings stand side by side, and disagreements are named."""

from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.published import as_published
from analysis.statistics.preferences.recommended import as_recommended, even_spread
from tests.analysis.statistics.preferences.paper_counts import IMAGE, TABULAR


def test_the_procedures_are_set_side_by_side() -> None:
    counts = [IMAGE, TABULAR]
    disagreement, agreement = conclusions(
        as_published(counts), as_recommended(even_spread(counts, seed=0, replicates=10))
    )
    assert disagreement == Conclusion("image", "metric", False, True, (), ("c0",))
    assert not disagreement.agrees
    assert agreement == Conclusion("tabular", "metric", False, False, (), ())
    assert agreement.agrees
