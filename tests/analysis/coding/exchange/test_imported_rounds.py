"""Imported codings are rounds like any others."""

import pytest
from django.contrib.auth.models import User

from analysis.models import CodingRound, Stage, Transcript
from tests.analysis.coding.exchange.foreign_projects import (
    project,
)
from tests.analysis.coding.exchange.imported_talks import (
    ADAS,
    ADAS_TOO,
    BOS,
    imported,
    quotes,
    words,
)
from tests.analysis.coding_world import InterviewWorld, browser

pytestmark = pytest.mark.django_db


def test_codings_come_in_with_their_coders_and_memos_where_their_words_are_now(
    interviews: InterviewWorld,
) -> None:
    accounts = User.objects.count()
    assert "with 4 codings" in imported(interviews, project(ADAS + BOS, ADAS_TOO))
    row = CodingRound.objects.get()
    assert quotes(row) == {
        ("Ada", "Noise", "It was 🐦 the data", "[Person 1] is sure.\n"),
        ("Bo", "Noise", "größer, said [Person 1]", ""),
        ("Bo", "Mood", "I see", ""),
        ("Ada", "Class overlap", "the classes are alike", ""),
    }
    assert (row.stage, str(row)) == (Stage.COMPARISON, "round 1: Imported codings")
    assert set(Transcript.objects.values_list("title", flat=True)) == {
        "Talk with [Person 1]",
        "Second",
    }
    assert row.version is not None
    assert User.objects.count() == accounts + 1, "rita alone"


def test_an_imported_round_is_read_like_any_other(interviews: InterviewWorld) -> None:
    imported(interviews, project(ADAS + BOS, ADAS_TOO))
    rita, here = (
        browser(interviews.rita),
        f"/admin/analysis/codinground/{CodingRound.objects.get().pk}",
    )
    compared = words(rita.get(f"{here}/comparison/").content)
    assert "Ada It was 🐦 the data [Person 1] is sure." in compared
    agreement = words(rita.get(f"{here}/agreement/").content)
    # By hand: in the first text one theme of two is shared, in the second none of one: 1 / 3.
    assert "33.3 %" in agreement
    assert "(Ada, Bo)" in agreement
    assert "These codings came with a file" in agreement
    assert "Ada came with a file" in words(rita.get(f"{here}/change/").content)
    assert rita.get(f"{here}/project.qdpx").status_code == 200
    assert b"Ada" in rita.get(f"{here}/matrix.csv").content
    assert browser(interviews.ann).get(f"{here}/comparison/").status_code == 403


def test_texts_that_others_read_make_rounds_of_their_own(interviews: InterviewWorld) -> None:
    imported(interviews, project(ADAS + BOS, ADAS_TOO), read="own")
    both, alone = CodingRound.objects.order_by("number")
    assert [coder.name for coder in both.coders.all()] == ["Ada", "Bo"]
    assert [coder.name for coder in alone.coders.all()] == ["Ada"]
    assert {theme for _coder, theme, *_ in quotes(alone)} == {"Class overlap"}
    figures = alone.agreements.get().report["figures"]
    main = next(figure for figure in figures if figure["over"] == "all")
    assert main["value"] is None
