"""Columns hold what the rows of a query hold."""

import json

import pytest

from analysis.records import column_queries
from analysis.records.column_queries import read_columns, stored_text
from analysis.records.columns import Numbers, integers
from survey.models import CheckAttempt
from tests.world import NOON, World


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 4, 5])
def test_a_query_of_several_chunks_is_one_column_for_each_field(
    world: World, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(column_queries, "CHUNK", 2)
    chosen = [{"check": "aabab"[at]} for at in range(number)]
    CheckAttempt.objects.bulk_create(
        CheckAttempt(participant=world.ada, chosen=texts, passed=False, attempted_at=NOON)
        for texts in chosen
    )
    rows = CheckAttempt.objects.order_by("pk").values_list("participant", stored_text("chosen"))
    texts = Numbers()
    participant, text = read_columns(rows, integers, texts.column)
    assert participant.tolist() == [world.ada.pk] * number
    assert [json.loads(list(texts)[at]) for at in text] == chosen
