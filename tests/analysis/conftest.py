"""A study some people went through, a researcher, and coders with a codebook."""

from copy import copy

import pytest
from django.contrib.auth.models import User

from survey.leaving.withdraw import stop, withdraw
from survey.population import Population
from tests.analysis.coding_world import CodingWorld, InterviewWorld
from tests.analysis.participation import go_through
from tests.remembered import remembered
from tests.world import NOON, World


class Studied:
    """ada and bo completed; cem stopped after one trial, dana before any; eve withdrew, fay is in.

    sim is simulated and completed; pia is a pilot.
    """

    def __init__(self, world: World) -> None:
        self.study = world.founding.study
        self.ada, self.bo = world.ada, world.join("bo")
        self.cem, self.dana = world.join("cem"), world.join("dana")
        for done in (self.ada, self.bo):
            go_through(done)
        go_through(self.cem, trials=1)
        for stopped in (self.cem, self.dana):
            stop(stopped, now=NOON)
        withdraw(world.join("eve"), now=NOON)
        self.fay = world.join("fay")
        self.sim = world.join("sim", population=Population.SIMULATED)
        self.pia = world.join("pia", population=Population.PILOTS)
        for shown in (self.sim, self.pia):
            go_through(shown)

    def read_anew(self) -> "Studied":
        """The same rows as nobody has changed them yet."""
        again = copy(self)
        for name, row in vars(self).items():
            setattr(again, name, type(row)._default_manager.get(pk=row.pk))
        return again


@pytest.fixture
def studied(db: None) -> Studied:
    return remembered("studied", lambda: Studied(World())).read_anew()


@pytest.fixture(autouse=True)
def studied_first(request: pytest.FixtureRequest) -> None:
    """Before accounts and a `World`: into a database that is not empty no rows are put back."""
    if "studied" in request.fixturenames:
        request.getfixturevalue("studied")


@pytest.fixture
def rosa(db: None) -> User:
    return User.objects.create_user("rosa", is_staff=True)


@pytest.fixture
def coding(db: None) -> CodingWorld:
    return CodingWorld()


@pytest.fixture
def interviews(db: None) -> InterviewWorld:
    return InterviewWorld()
