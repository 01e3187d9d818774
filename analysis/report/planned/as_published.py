"""The tests of a plan that follows the founding study's published procedure, level by level."""

from analysis.preregistration.plan import RegisteredPlan
from analysis.report.choices import SubmittedChoices
from analysis.report.planned.results import NOT_ASKED, PlannedResult, PlannedResults, place_of
from analysis.statistics.preferences.published import as_published


def results_as_published(plan: RegisteredPlan, choices: SubmittedChoices) -> PlannedResults:
    """Each planned test is made level by level; one that is significant is a finding."""
    places = [place_of(choices, test) for test in plan.tests]
    counts = {(counted.scenario, counted.axis): counted for counted in choices.counts}
    published = as_published(
        [counts[place] for place in dict.fromkeys(places) if place in counts], alpha=plan.alpha
    )
    results = []
    for test, place in zip(plan.tests, places, strict=True):
        made = [level for level in published.of(*place) if level.pvalue is not None]
        smallest = min(made, key=lambda level: level.pvalue or 0.0, default=None)
        results.append(
            PlannedResult(
                test=test,
                method=f"{smallest.method}, level by level" if smallest else "no test",
                n=smallest.n if smallest else 0,
                effect="",
                pvalue=smallest.pvalue if smallest else None,
                pvalue_corrected=smallest.pvalue_bonferroni if smallest else None,
                is_significant=any(level.is_significant for level in made),
                standing_out=tuple(level.choice for level in made if level.is_preferred),
                counts=tuple(counts[place].numbers) if place in counts else (),
                caveats=() if smallest else (NOT_ASKED,),
            )
        )
    return PlannedResults(plan, tuple(results), published.made, {})
