"""What coders found becomes arrays in an order that people expect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import NotComparable
from analysis.statistics.agreement.units import CodedUnit, judgements


def order_of(names: list[str]) -> list[str]:
    coded = [CodedUnit(name, {"ann": set[str]()}) for name in names]
    return list(judgements(coded, themes={"noise"}).units)


def test_participants_are_in_the_order_of_their_numbers_and_interviews_apart() -> None:
    named = ["P100", "P9", "Interview 12", "P10", "Interview 3", "P"]
    assert order_of(named) == ["Interview 3", "Interview 12", "P", "P9", "P10", "P100"]


@given(st.lists(st.text(alphabet="P0129 \u0663\u00b2", max_size=6), unique=True))
def test_any_names_have_one_order_whatever_order_they_come_in(names: list[str]) -> None:
    assert order_of(names) == order_of(names[::-1])


def test_whoever_did_not_code_a_unit_has_not_judged_it() -> None:
    coded = [CodedUnit("P1", {"ann": {"size"}, "ben": set()}), CodedUnit("P2", {"ben": {"noise"}})]
    data = judgements(coded, {"noise": "", "size": ""})
    assert (data.units, data.coders, data.themes) == (
        ("P1", "P2"),
        ("ann", "ben"),
        ("noise", "size"),
    )
    assert data.judged.tolist() == [[1, 1], [0, 1]]
    assert data.present.tolist() == [[[0, 1], [0, 0]], [[0, 0], [1, 0]]]


def test_without_themes_coders_cannot_be_compared() -> None:
    with pytest.raises(NotComparable, match="There are no themes"):
        judgements([CodedUnit("P1", {"ann": set()})], {})
