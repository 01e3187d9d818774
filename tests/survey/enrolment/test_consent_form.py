"""The consent form: every statement ticked, below the text that was on the page."""

import pytest

from survey.models import StudyVersion
from tests.survey.conftest import another_version
from tests.survey.walker import Walker

pytestmark = pytest.mark.django_db


def test_every_statement_has_to_be_ticked(walker: Walker) -> None:
    page = walker.agree(storage=None)
    assert page.status_code == 422
    assert "Please tick this statement" in page.content.decode()


def test_a_text_that_changed_while_it_was_read_is_read_again_and_ticked_again(
    walker: Walker,
) -> None:
    old = StudyVersion.objects.get().digest
    another_version()
    page = walker.agree(shown=old)
    assert page.status_code == 422
    text = page.content.decode()
    assert "has changed since you opened the page" in text
    assert " checked" not in text
    assert "e" * 64 in text
