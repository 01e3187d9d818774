import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.errors import RunFolderError
from attribution.training.job_share import JobShare


@given(st.integers(1, 20), st.integers(0, 100))
def test_every_turn_belongs_to_exactly_one_part(of: int, turn: int) -> None:
    assert sum(JobShare(number, of).includes(turn) for number in range(1, of + 1)) == 1


def test_the_second_of_eight_is_written_2_8() -> None:
    assert JobShare.parse("2/8") == JobShare(2, 8)


@pytest.mark.parametrize("text", ["", "2", "0/8", "9/8", "2/8/3", "-1/8", "a/b"])
def test_anything_else_is_explained(text: str) -> None:
    with pytest.raises(RunFolderError, match="is no part of a run: write 2/8"):
        JobShare.parse(text)
