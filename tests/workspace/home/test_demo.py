"""The demo says to each of its accounts what to look at first, and each link leads somewhere."""

import re

import pytest

from analysis.coding.rounds.models import CodingRound
from config.demo_accounts import ADMINISTRATOR, CODER_A, CODER_B, RESEARCHER, make_accounts
from tests.analysis.coding_world import CodingWorld, browser
from workspace.home.demo import first_steps

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]


class DemoWorld(CodingWorld):
    """A study that the demo's two coders code."""

    def __init__(self) -> None:
        super().__init__()
        self.accounts = make_accounts(self.study)
        self.ann, self.ben = (self.accounts[name] for name in (CODER_A, CODER_B))


@pytest.fixture
def demo(db: None) -> DemoWorld:
    world = DemoWorld()
    assert isinstance(world.round, CodingRound)
    return world


@pytest.mark.parametrize("name", [RESEARCHER, CODER_A, ADMINISTRATOR])
def test_each_account_has_first_steps_that_it_may_take(
    demo: DemoWorld, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("django.conf.settings.DEMO", True)
    client = browser(demo.accounts[name])
    page = client.get("/admin/").content.decode()
    steps = first_steps(demo.accounts[name])
    assert len(steps) >= 2
    for sentence, address in steps:
        assert f'<li><a href="{address}">{sentence}</a></li>' in page
        assert client.get(address, follow=True).status_code == 200, address


def test_a_coder_who_is_done_is_not_asked_to_code(demo: DemoWorld) -> None:
    demo.finish()
    [(done, _desk), _round] = first_steps(demo.accounts[CODER_B])
    assert "your work of this round is done" in done


def test_elsewhere_there_are_none(demo: DemoWorld) -> None:
    page = browser(demo.accounts[RESEARCHER]).get("/admin/").content.decode()
    assert "In this demo" not in page
    assert re.search(r'id="demo"', page) is None
