"""A board to move things on."""

import pytest

from tests.analysis.coding.board.paper_board import PaperBoard
from tests.world import World


@pytest.fixture
def paper(world: World) -> PaperBoard:
    return PaperBoard(world.founding.study)
