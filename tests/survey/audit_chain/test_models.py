"""What the database promises of audit chains."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from survey.models import Anchor, Chain, Link, Tombstone
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(world: World) -> Chain:
    return Chain.objects.create(version=world.founding)


def anchor(chain: Chain, number: int = 1, **changed: object) -> Anchor:
    values = {"kind": "began", "length": 0, "head": "0" * 64, "digest": "1" * 64, **changed}
    return Anchor.objects.create(version=chain.version, chain=chain, number=number, **values)


def test_a_chain_has_one_link_of_each_number(chain: Chain) -> None:
    Link.objects.create(chain=chain, number=1, content="a", digest="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(chain=chain, number=1, content="c", digest="d")
    assert str(Link.objects.get()) == f"link 1 of chain {chain.pk}"


def test_a_version_has_one_anchor_of_each_number(chain: Chain) -> None:
    anchor(chain)
    with pytest.raises(IntegrityError), transaction.atomic():
        anchor(chain, kind="completed")
    assert str(Anchor.objects.get()) == "anchor 1 of tda-needfinding 2.0: began"


def test_exactly_withdrawals_have_a_tombstone(chain: Chain) -> None:
    stone = Tombstone.objects.create(version=chain.version, withdrawn_at=NOON)
    halves: list[dict[str, object]] = [{"kind": "withdrawn"}, {"tombstone": stone}]
    for number, half in enumerate(halves, start=1):
        with pytest.raises(IntegrityError), transaction.atomic():
            anchor(chain, number, **half)
    anchor(chain, kind="withdrawn", tombstone=stone)
    assert Anchor.objects.get().tombstone == stone


def test_a_chain_cannot_be_deleted_with_its_links(chain: Chain) -> None:
    Link.objects.create(chain=chain, number=1, content="a", digest="b")
    with pytest.raises(ProtectedError):
        chain.delete()
