"""The consensus of closed rounds by person and scenario, to lay beside what people submitted."""

from collections.abc import Iterable, Sequence

import numpy as np

from analysis.coding.cases.models import Unit
from analysis.coding.codebooks.models import Codebook
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.visibility import consensus
from analysis.statistics.themes.co_occurrence import keys_of
from analysis.statistics.themes.of_people import ThemesOfPeople
from analysis.statistics.themes.results import CodingResults
from core.arrays import Integers
from survey.studies.models import Study


def themes_of_people(
    study: Study, results: Iterable[CodingResults], keys: Integers, scenarios: Sequence[str]
) -> tuple[ThemesOfPeople, ...]:
    """One for each codebook with closed rounds, whose results are given; three queries for each.

    `keys` are the primary keys of those who are analysed, ascending; all others are left out.
    """
    return tuple(_of(study, result, keys, scenarios) for result in results if result.cases)


def _of(
    study: Study, result: CodingResults, keys: Integers, scenarios: Sequence[str]
) -> ThemesOfPeople:
    book, themes = result.book, keys_of(result.book)
    codebook = Codebook.objects.get(study=study, slug=book.slug)
    closed = CodingRound.objects.filter(
        codebook=codebook, synthetic=result.synthetic, stage=Stage.CLOSED
    )
    scenario_at = {key: at for at, key in enumerate(scenarios)}
    theme_at = {key: at for at, key in enumerate(themes)}
    units = Unit.objects.filter(
        case__in=RoundCase.objects.filter(round__in=closed).values("case"),
        case__participant__isnull=False,
        answer__scenario__in=scenarios,
    )
    wrote = set(units.values_list("case__participant", "answer__scenario"))
    person = np.intersect1d(np.array(sorted({key for key, _ in wrote}), dtype=np.int64), keys)
    coded_at = {int(key): at for at, key in enumerate(person)}
    answered = np.zeros((len(person), len(scenarios)), dtype=bool)
    for key, scenario in wrote:
        if key in coded_at:
            answered[coded_at[key], scenario_at[scenario]] = True
    held = np.zeros((*answered.shape, len(themes)), dtype=bool)
    codings = consensus(closed).filter(unit__answer__scenario__in=scenarios)
    for key, scenario, coded in codings.values_list(
        "unit__case__participant", "unit__answer__scenario", "theme__key"
    ):
        for theme in book.themes_of.get(coded, (coded,)):
            if key in coded_at and theme in theme_at:
                held[coded_at[key], scenario_at[scenario], theme_at[theme]] = True
    return ThemesOfPeople(book, themes, np.searchsorted(keys, person), answered, held)
