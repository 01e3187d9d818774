"""A project goes where nothing of it is yet."""

import pytest

from analysis.coding.exchange.compared_rounds import project_of
from analysis.coding.exchange.destination import Destination
from analysis.coding.exchange.reading import read_project_file
from analysis.coding.exchange.store import store_project
from analysis.coding.exchange.writing import project_file
from analysis.errors import ExchangeFileError
from analysis.models import CodingRound
from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import InterviewWorld
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_texts_do_not_come_back_into_the_study_they_are_from(interviews: InterviewWorld) -> None:
    read = read_project_file(project_file(project_of(settled(interviews)).project).content)
    to = Destination(interviews.study, None, "back", "Back")
    with pytest.raises(ExchangeFileError, match="count twice, and stay when somebody withdraws"):
        store_project(read, to, {}, read_all=True, consented_on=NOON.date(), by="rita", now=NOON)
    assert CodingRound.objects.count() == 1
