"""What the two procedures conclude about an axis, and whether they agree."""

from dataclasses import dataclass

from analysis.statistics.preferences.published import AsPublished, PublishedTest
from analysis.statistics.preferences.recommended import AsRecommended, RecommendedTest


@dataclass(frozen=True)
class Conclusion:
    """Both procedures' findings about one axis in one scenario.

    `is_tested` is whether the recommended procedure could test anything. `published` and
    `recommended` say whether each finds a preference; `preferred_published` and
    `preferred_recommended` are the choices that stand out above the uniform share.
    """

    scenario: str
    axis: str
    published: bool
    recommended: bool
    preferred_published: tuple[str, ...]
    preferred_recommended: tuple[str, ...]
    is_tested: bool = True

    @property
    def agrees(self) -> bool:
        return not self.is_tested or self.published == self.recommended


def conclusions(published: AsPublished, recommended: AsRecommended) -> tuple[Conclusion, ...]:
    """One for each recommended test, in its order; both procedures must be of the same counts."""
    return tuple(
        _conclusion(published.of(test.scenario, test.axis), test) for test in recommended.tests
    )


def _conclusion(published: tuple[PublishedTest, ...], recommended: RecommendedTest) -> Conclusion:
    return Conclusion(
        scenario=recommended.scenario,
        axis=recommended.axis,
        published=any(test.is_significant for test in published),
        recommended=recommended.is_significant,
        preferred_published=tuple(test.choice for test in published if test.is_preferred),
        preferred_recommended=tuple(
            choice.choice for choice in recommended.choices if choice.stands_out > 0
        ),
        is_tested=recommended.pvalue is not None,
    )
