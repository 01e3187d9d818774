"""A project is stored whole or not at all."""

import pytest

from analysis.models import Codebook, CodingRound, RoundCoder, Theme, Transcript
from tests.analysis.coding.exchange.foreign_projects import (
    project,
)
from tests.analysis.coding.exchange.imported_talks import (
    ADAS,
    CHOOSE,
    NAMES,
    REVIEW,
    imported,
    nothing_is_there,
    sent,
)
from tests.analysis.coding.reviews import answered
from tests.analysis.coding_world import CodingWorld, browser
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_codes_without_codings_make_no_round(coding: CodingWorld) -> None:
    assert "2 transcripts are stored" in imported(coding, project())
    assert not CodingRound.objects.exists()
    noise = Theme.objects.get(codebook__slug="talks", name="Noise")
    assert (noise.area.name if noise.area else "", noise.definition) == ("Causes", "Wrong labels")


def test_a_project_that_cannot_be_kept_whole_changes_nothing(coding: CodingWorld) -> None:
    rita = browser(coding.rita)
    assert "talks.qdpx" in rita.post(CHOOSE, sent(coding, b"none")).content.decode()
    page = rita.post(CHOOSE, sent(coding, project(ADAS))).content.decode()
    review = {**answered(page, NAMES), "read": "everything"}
    refused = rita.post(REVIEW, {**review, "pseudonym of Anna Schmidt": "Bo"}).content.decode()
    assert "Bo is no pseudonym" in refused
    assert nothing_is_there()
    # The second text cannot be stored any more when the first one was already.
    Transcript.objects.create(
        study=coding.founding.study, title="Second", digest="", imported_at=NOON
    )
    assert "Give this one another title" in rita.post(REVIEW, review).content.decode()
    assert list(Transcript.objects.values_list("title", flat=True)) == ["Second"]
    assert not Codebook.objects.filter(slug="talks").exists()
    assert not RoundCoder.objects.exists()
