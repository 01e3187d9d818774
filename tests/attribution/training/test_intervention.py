from random import Random

from hypothesis import given
from hypothesis import strategies as st

from attribution.axes import Action
from attribution.training.intervention import Intervention

positions = st.lists(st.integers(0, 10_000), max_size=10)


@given(positions, st.randoms())
def test_the_same_set_has_the_same_key_in_any_order(indices: list[int], random: Random) -> None:
    shuffled = [*indices, *indices]
    random.shuffle(shuffled)
    ordered = Intervention(Action.REMOVAL, indices)
    reordered = Intervention(Action.REMOVAL, shuffled)
    assert ordered == reordered
    assert ordered.key == reordered.key


@given(positions, positions)
def test_other_sets_and_actions_have_other_keys(indices: list[int], others: list[int]) -> None:
    keys = {Intervention(action, indices).key for action in Action}
    assert len(keys) == len(Action)
    if set(indices) != set(others):
        assert keys.isdisjoint(Intervention(action, others).key for action in Action)
