"""A report has every measure in every scope, and says why one has no value."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotComparable
from analysis.statistics.agreement.build import agreement_report
from analysis.statistics.agreement.measures import MEASURES, POOLED_MEASURES
from analysis.statistics.agreement.records import AgreementReport, CountedTheme, Over
from analysis.statistics.agreement.units import CodedQuestion, CodedUnit

THEMES = {"noise": "causes", "size": "causes", "remove": "remedies", "odd": ""}
COUNTED = tuple(CountedTheme(key, key, area, area) for key, area in THEMES.items())


def report(*themes_by_coder: dict[str, set[str]], replicates: int = 0) -> AgreementReport:
    coded = [CodedUnit(f"P{number:02}", themes) for number, themes in enumerate(themes_by_coder)]
    return agreement_report(coded, themes=COUNTED, replicates=replicates, seed=1)


TWO = report(
    {"ada": {"noise", "size"}, "bo": {"noise"}},
    {"ada": {"remove"}, "bo": {"remove"}},
    {"ada": set(), "bo": set()},
    replicates=200,
)


def test_percentages_of_all_by_hand() -> None:
    # 12 judgements of themes: 2 shared, 1 by Ada alone; P00 has 1 of 2, P01 1 of 1, P02 none.
    percentages = [result.value for result in TWO.over(Over.ALL)[:6]]
    assert percentages == pytest.approx([11 / 12, 11 / 12, 2 / 3, 3 / 4, 4 / 5, (2 / 3 + 1) / 2])


def test_areas_themes_and_units_are_told_apart() -> None:
    assert TWO.of("jaccard", Over.AREA, "causes").value == pytest.approx(1 / 2)
    assert TWO.of("jaccard", Over.THEME, "remove").value == 1
    assert TWO.of("jaccard", Over.UNIT, "P00").value == pytest.approx(1 / 2)
    assert TWO.of("presence_absence", Over.UNIT, "P00").value == pytest.approx(3 / 4)


def test_every_scope_has_its_measures() -> None:
    assert [result.measure for result in TWO.over(Over.ALL)] == list(MEASURES)
    assert len(TWO.over(Over.AREA)) == 3 * len(MEASURES)
    assert len(TWO.over(Over.THEME)) == 4 * len(POOLED_MEASURES)
    assert len(TWO.over(Over.UNIT)) == 3 * len(POOLED_MEASURES)


def test_nothing_found_is_undefined_and_says_why() -> None:
    assert TWO.of("presence_absence", Over.THEME, "odd").value == 1
    assert TWO.of("jaccard", Over.THEME, "odd").value is None
    assert (
        TWO.of("jaccard", Over.THEME, "odd").undefined
        == "nobody found the theme, so nothing could overlap"
    )
    assert "told from never looking" in TWO.of("gwet_ac1", Over.THEME, "odd").undefined
    assert TWO.of("dice", Over.UNIT, "P02").undefined.startswith("nobody found any of")
    assert TWO.of("jaccard_mean").units == 2


def test_equal_judgements_everywhere_are_no_agreement_beyond_chance() -> None:
    same = report(*[{"ada": set(THEMES), "bo": set(THEMES)}] * 3)
    assert same.of("jaccard").value == 1
    assert "cannot be told from habit" in same.of("cohen_kappa").undefined
    assert "no other sets" in same.of("alpha_masi").undefined


def test_one_coder_alone_agrees_with_nobody() -> None:
    alone = report({"ada": {"noise"}}, {"ada": {"size"}}, replicates=50)
    assert {result.undefined for result in alone.values} == {
        "no participant was coded by two coders or more"
    }
    assert "2 participants were coded by fewer than two coders" in alone.warnings[1]


def test_a_coder_who_missed_a_unit_is_left_out_there_only() -> None:
    some = report(
        {"ada": {"noise"}, "bo": {"noise"}, "cy": {"size"}}, {"ada": {"size"}, "cy": set()}
    )
    # P00: pairs ab share noise; ac and bc share nothing, with noise and size each.
    assert some.of("jaccard", Over.UNIT, "P00").value == pytest.approx(1 / 5)
    assert some.of("jaccard").value == pytest.approx(1 / 6)


def test_an_interval_holds_its_value_and_a_single_unit_has_none() -> None:
    jaccard = TWO.of("jaccard")
    assert jaccard.low is not None
    assert jaccard.high is not None
    assert jaccard.low <= 2 / 3 <= jaccard.high
    of_unit = TWO.of("jaccard", Over.UNIT, "P00")
    assert (of_unit.low, of_unit.high) == (None, None)
    assert of_unit.no_interval == "an interval needs several participants"


@pytest.mark.parametrize(("units", "has_interval"), [(4, False), (5, True)])
def test_a_coefficient_has_an_interval_from_five_participants_on(
    units: int, has_interval: bool
) -> None:
    # C(2n - 1, n) different draws: C(7, 4) = 35 and C(9, 5) = 126; two tails of 2.5 % take 40.
    differ = {"ada": {"noise", "odd"}, "bo": {"odd"}}
    other = report({"ada": {"size"}, "bo": {"size"}}, *[differ] * (units - 1), replicates=400)
    kappa = other.of("cohen_kappa")
    assert (kappa.low is not None) is has_interval
    asked = "" if has_interval else "an interval of this figure needs at least 5 participants"
    assert kappa.no_interval == asked


def test_a_coefficient_that_is_the_same_in_every_replicate_has_no_interval() -> None:
    same = report(*[{"ada": {"noise", "odd"}, "bo": {"odd"}}] * 6, replicates=100)
    kappa = same.of("cohen_kappa")
    assert kappa.value is not None
    assert (kappa.low, kappa.high) == (None, None)
    assert kappa.no_interval.endswith("or the same in all")


def test_without_replicates_coefficients_have_no_interval_and_percentages_have() -> None:
    none = report(*[{"ada": {"odd"}, "bo": {"odd"}}] * 2)
    assert none.of("gwet_ac1").no_interval.startswith("no replicates")
    assert none.of("jaccard").low == pytest.approx(2 / (2 + 1.95996**2), abs=1e-4)


def test_percentages_of_0_and_100_have_intervals_with_a_width() -> None:
    # Wilson's bounds for all or none of n = 5 participants: n / (n + z²) and z² / (n + z²).
    everywhere = report(*[{"ada": {"odd"}, "bo": {"odd"}}] * 5, replicates=100)
    nowhere = report(*[{"ada": {"odd"}, "bo": {"size"}}] * 5, replicates=100)
    edge = 1.95996**2 / (5 + 1.95996**2)
    for measure in ("jaccard", "jaccard_mean", "dice", "dice_mean"):
        both, none = everywhere.of(measure), nowhere.of(measure)
        assert [both.value, both.low, both.high] == pytest.approx([1, 1 - edge, 1], abs=1e-4)
        assert [none.value, none.low, none.high] == pytest.approx([0, 0, edge], abs=1e-4)


def test_a_theme_found_in_one_participant_has_no_interval() -> None:
    one = report({"ada": {"odd"}, "bo": {"odd"}}, {"ada": {"size"}, "bo": {"size"}})
    odd = one.of("jaccard", Over.THEME, "odd")
    assert (odd.value, odd.low) == (1, None)
    assert odd.no_interval == (
        "an interval needs several participants in which somebody found something"
    )


def test_two_themes_of_one_name_are_two_values() -> None:
    twins = [CountedTheme("ask", "Ask an expert"), CountedTheme("ask_2", "Ask an expert")]
    both = agreement_report(
        [CodedUnit("P1", {"ada": {"ask"}, "bo": {"ask", "ask_2"}})], themes=twins
    )
    by_key = {
        value.key: (value.name, value.value)
        for value in both.over(Over.THEME)
        if value.measure.key == "jaccard"
    }
    assert by_key == {"ask": ("Ask an expert", 1), "ask_2": ("Ask an expert", 0)}


def test_each_pair_of_coders_and_each_question_has_its_own_values() -> None:
    question = CodedQuestion(
        "image/why", "Why?", (CodedUnit("P1", {"a": {"noise"}, "b": {"noise"}, "c": {"noise"}}),)
    )
    three = agreement_report(
        [
            CodedUnit("P1", {"a": {"noise"}, "b": {"noise"}, "c": {"noise", "size"}}),
            CodedUnit("P2", {"a": {"odd"}, "b": {"odd"}}),
        ],
        themes=COUNTED,
        questions=[question],
        replicates=20,
    )
    pairs = {
        value.key: (value.name, value.value, value.units)
        for value in three.over(Over.PAIR)
        if value.measure.key == "jaccard"
    }
    assert pairs == {
        "1-2": ("a and b", 1, 2),
        "1-3": ("a and c", 0.5, 1),
        "2-3": ("b and c", 0.5, 1),
    }
    asked = three.of("jaccard", Over.QUESTION, "image/why")
    assert (asked.name, asked.value, asked.applied) == ("Why?", 1, 3)


def test_nothing_is_left_of_the_noise_of_adding_up() -> None:
    # Kappa is 0 by definition where coders agree as often as chance would have them.
    chance = [{"a": a, "b": b} for a in ({"odd"}, set()) for b in ({"odd"}, set())]
    kappas = agreement_report(
        [CodedUnit(str(number), themes) for number, themes in enumerate(chance * 7)],
        themes=[CountedTheme("odd", "Odd")],
        replicates=200,
    )
    written = [
        number
        for value in kappas.values
        for number in (value.value, value.low, value.high)
        if number is not None
    ]
    assert kappas.of("cohen_kappa").value == 0
    assert not [number for number in written if 0 < abs(number) < 1e-6]


def test_few_units_are_warned_of() -> None:
    assert TWO.warnings[0].startswith("Only 3 participants were coded by two coders or more.")
    assert not report(*[{"ada": {"noise"}, "bo": set()}] * 20).warnings


@pytest.mark.parametrize(
    ("coded", "themes", "said"),
    [
        ([CodedUnit("P1", {"ada": {"new"}})], COUNTED, "ada found the theme new in P1"),
        ([CodedUnit("P1", {}), CodedUnit("P1", {})], COUNTED, "The unit P1 is there twice"),
        ([], (), "There are no themes"),
    ],
)
def test_what_does_not_fit_is_refused(
    coded: list[CodedUnit], themes: tuple[CountedTheme, ...], said: str
) -> None:
    with pytest.raises(NotComparable, match=said):
        agreement_report(coded, themes=themes)


def test_nothing_coded_is_no_error() -> None:
    assert all(value.value is None for value in agreement_report([], themes=COUNTED).values)


found_themes = st.sets(st.sampled_from(sorted(THEMES)))
rows_of_codings = st.lists(
    st.fixed_dictionaries({"ada": found_themes, "bo": found_themes}), min_size=1, max_size=6
)


@settings(max_examples=30, deadline=None)
@given(rows_of_codings)
def test_percentages_are_shares_in_their_order_and_symmetric(
    rows: list[dict[str, set[str]]],
) -> None:
    original = report(*rows)
    swapped = report(*[{"ada": row["bo"], "bo": row["ada"]} for row in rows])
    assert [r.value for r in original.values] == [
        None if r.value is None else pytest.approx(r.value) for r in swapped.values
    ]
    jaccard, dice = original.of("jaccard").value, original.of("dice").value
    assert (jaccard is None) == (dice is None)
    if jaccard is not None and dice is not None:
        assert 0 <= jaccard <= dice <= 1
        assert dice == pytest.approx(2 * jaccard / (1 + jaccard))


def test_the_order_of_units_and_coders_changes_nothing() -> None:
    units = [
        CodedUnit(str(number), {"a": {"noise"}, "b": {"size"} if number % 2 else {"noise"}})
        for number in range(6)
    ]
    turned = [
        replace(unit, themes_by_coder={coder: unit.themes_by_coder[coder] for coder in "ba"})
        for unit in reversed(units)
    ]
    first = agreement_report(units, themes=COUNTED, replicates=50, seed=4)
    assert agreement_report(turned, themes=COUNTED, replicates=50, seed=4) == first
