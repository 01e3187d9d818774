"""Prepared writes store what Django's own would, and refuse what they do not meet."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from core.prepared_write import PreparedInsert, PreparedUpdate
from survey.audit_chain.models import Chain, Link
from survey.participation.models import PageVisit
from tests.world import World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

THEN = datetime(2026, 11, 27, 12, 30, 15, 123456, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 12, 31, tzinfo=UTC)


def link(chain: Chain, number: int) -> Link:
    rows = {"page": "ä", "answer": "b" * 64}
    return Link(chain=chain, number=number, subject="page", rows=rows, content="c", digest="d")


def test_an_inserted_row_is_the_one_that_django_would_store() -> None:
    chain = Chain.objects.create(version=World().founding)
    inserted = PreparedInsert(Link)(link(chain, 1))
    saved = link(chain, 2)
    saved.save()
    assert saved.pk == inserted.pk + 1
    stored = list(Link.objects.filter(chain=chain).values())
    for row in stored:
        del row["id"], row["number"]
    assert stored[0] == stored[1]
    inserted.subject = "known as stored"
    inserted.save()
    assert Link.objects.get(pk=inserted.pk).subject == "known as stored"


def test_an_insert_keeps_the_constraints_of_the_database() -> None:
    chain = Chain.objects.create(version=World().founding)
    PreparedInsert(Link)(link(chain, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        PreparedInsert(Link)(link(chain, 1))


def test_an_update_says_whether_it_met_a_row_and_touches_no_other() -> None:
    participant = World().ada
    visits = PageVisit.objects.filter(participant=participant)
    open_visit, before = visits.get(submitted_at=None), list(visits.values())
    submit = PreparedUpdate(PageVisit, "submitted_at", where={"submitted_at": None})
    assert submit(open_visit.pk, THEN)
    assert not submit(open_visit.pk, LATER)
    assert not submit(0, LATER)
    assert visits.get(pk=open_visit.pk).submitted_at == THEN
    others = [row for row in before if row["id"] != open_visit.pk]
    assert list(visits.exclude(pk=open_visit.pk).values()) == others


def test_an_update_has_to_meet_every_condition() -> None:
    participant = World().ada
    visit = PageVisit.objects.get(participant=participant, submitted_at=None)
    move = PreparedUpdate(PageVisit, "shown_at", where={"page": visit.page, "submitted_at": None})
    other = PreparedUpdate(PageVisit, "shown_at", where={"page": "elsewhere"})
    assert move(visit.pk, THEN)
    assert not other(visit.pk, LATER)
    assert PageVisit.objects.get(pk=visit.pk).shown_at == THEN
