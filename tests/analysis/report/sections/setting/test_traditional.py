"""The traditional setting is held against an even spread and against independent axes."""

import pytest
from scipy import stats

from analysis.report.sections.setting.whole_settings import settings_section
from survey.design.attribution_types import AttributionType
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, Person, observed, one_scenario
from tests.effect_settings import effect_setting


def test_the_founding_studys_traditional_setting_is_tested() -> None:
    """Removal, loss and one sample (paper, section 4.5.1), which 4 of 20 submitted."""
    other = effect_setting("removal", "true_class_probability", 5)
    people: list[Person] = [{"tabular": [s]} for s in [REMOVAL] * 4 + [other] * 4 + [RELABEL] * 12]
    report = report_of(observed(people, study=one_scenario()), settings_section)
    (row,) = table(report, "traditional").rows
    assert row[:5] == ("Influence of one sample", "Tabular", 20, 4, 0.2)
    # R: binom.test(4, 20, 1/90) gives 6.6e-05.
    assert row[7] == pytest.approx(1 / 90)
    assert row[8] == pytest.approx(stats.binomtest(4, 20, 1 / 90).pvalue)
    assert float(row[8] or 1) < 0.0001
    # By hand: 8 removed, 16 took the loss and 4 one sample, all of which came together. The first
    # two overlap in x of at least 4; given x, all four of one sample lie in it with C(x, 4) / C(20,
    # 4). Nothing is rarer, and what is as far on the other side is as rare by chance alone.
    overlap = stats.hypergeom(20, 8, 16)
    together = stats.hypergeom
    exact = sum(overlap.pmf(x) * together(20, x, 4).pmf(4) for x in range(4, 9))
    assert row[11] == pytest.approx(exact)
    assert row[10] == pytest.approx(8 / 20 * 16 / 20 * 4 / 20)
    text = sentences(report)
    assert "“Influence of one sample” was submitted 4 of 20 times, 20.0% (95% interval" in text
    assert "2 tests of the settings that the study names" in text


def test_over_all_scenarios_it_is_described_and_not_tested() -> None:
    people: list[Person] = [{"image": [REMOVAL], "tabular": [RELABEL]}] * 3
    rows = table(report_of(observed(people), settings_section), "traditional").rows
    pooled = next(row for row in rows if row[1] == "Both")
    assert pooled[2:5] == (6, 3, 0.5)
    assert (pooled[8], pooled[9], pooled[11], pooled[12]) == (None,) * 4


def test_a_study_that_names_no_single_setting_has_no_such_section() -> None:
    kind = AttributionType(key="any", title="Anything by loss", levels={"metric": ("loss",)})
    study = one_scenario(attribution_types=(kind,))
    report = report_of(observed([{"tabular": [REMOVAL]}], study=study), settings_section)
    assert "traditional" not in {part.key for part in report.tables()}
