"""The forms ask for what the file does not say."""

import pytest

from tests.analysis.coding.exchange.foreign_projects import (
    project,
)
from tests.analysis.coding.exchange.imported_talks import (
    ADAS,
    ADAS_TOO,
    BOS,
    CHOOSE,
    NAMES,
    REVIEW,
    nothing_is_there,
    sent,
    words,
)
from tests.analysis.coding.reviews import answered
from tests.analysis.coding_world import InterviewWorld, browser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_who_read_what_is_asked_where_agreement_depends_on_it(interviews: InterviewWorld) -> None:
    rita = browser(interviews.rita)
    page = rita.post(CHOOSE, sent(interviews, project(ADAS + BOS, ADAS_TOO))).content.decode()
    review = answered(page, NAMES)
    assert "Choose one of both" in rita.post(REVIEW, review).content.decode()
    assert nothing_is_there()
    everywhere = project(ADAS, ADAS_TOO)
    assert "Who read what" not in rita.post(CHOOSE, sent(interviews, everywhere)).content.decode()


def test_a_new_codebook_needs_a_name_and_one_that_is_there_the_same_study(
    interviews: InterviewWorld,
) -> None:
    rita = browser(interviews.rita)
    nameless = rita.post(CHOOSE, sent(interviews, project(), title="", slug=""))
    assert words(nameless.content).count("A new codebook needs this.") == 2
