"""Axes hold every level of every scenario and version, in one order, with words that differ."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.records.observed_axes import merged, observed_axes
from survey.design.design_space import DesignSpace
from tests.analysis.report.observations import FOUNDING, changed_study, offering


def space(**axes: dict[str, object]) -> DesignSpace:
    return DesignSpace.model_validate({"axes": axes})


def test_the_founding_study_has_its_three_axes_in_the_words_of_its_file() -> None:
    action, metric, number = observed_axes([FOUNDING])
    assert (action.key, action.title, action.name) == ("action", "Action", "action")
    assert action.titles == ("Removal", "Label change", "Upweighting")
    assert metric.titles == ("Loss", "True-class probability", "Predicted-class probability")
    assert (number.name, number.ordered) == ("number of training samples", True)
    assert number.positions == {str(level): level - 1 for level in range(1, 11)}


def test_levels_that_only_an_older_version_has_stand_where_they_stood_there() -> None:
    newest = offering({"number": ("1", "5", "10"), "action": ("label_change",)})
    action, _metric, number = observed_axes([newest, FOUNDING])
    assert number.levels == tuple(map(str, range(1, 11)))
    assert action.levels == ("removal", "label_change", "upweighting")


def test_axes_of_all_scenarios_are_there_with_the_words_of_the_newest_version() -> None:
    old = space(kind={"title": "Old kind", "levels": {"a": "Old A", "b": "B"}})
    new = space(kind={"title": "Kind", "levels": {"a": "A"}}, size={"title": "Size", "levels": [1]})
    kind, size = observed_axes([changed_study(design_space=new), changed_study(design_space=old)])
    assert (kind.title, kind.levels, kind.titles) == ("Kind", ("a", "b"), ("A", "B"))
    assert (size.title, size.levels) == ("Size", ("1",))


def test_levels_of_the_same_words_are_told_apart_by_their_keys() -> None:
    same = space(kind={"title": "Kind", "levels": {"a": "Same", "b": "Same", "c": "Other"}})
    (kind,) = observed_axes([changed_study(design_space=same)])
    assert kind.titles == ("Same (a)", "Same (b)", "Other")


def test_an_order_of_new_keys_comes_last_and_a_new_first_key_before_its_next() -> None:
    assert merged(["ab", "cd"]) == ("a", "b", "c", "d")
    assert merged(["ab", "xb"]) == ("a", "x", "b")


@given(st.lists(st.permutations("abcde").map(lambda keys: keys[:3]), max_size=4))
def test_merging_keeps_every_key_once_and_the_first_order(orders: list[list[str]]) -> None:
    keys = merged(orders)
    assert sorted(keys) == sorted({key for order in orders for key in order})
    if orders:
        assert [key for key in keys if key in orders[0]] == orders[0]
