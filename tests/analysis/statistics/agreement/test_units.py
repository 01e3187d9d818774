"""What coders found becomes arrays in an order that people expect."""

from hypothesis import given
from hypothesis import strategies as st

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
