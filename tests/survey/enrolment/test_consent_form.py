"""The consent form: every statement ticked, below the text that was on the page."""

import pytest
from django.http import QueryDict

from survey.design.consent import Statement
from survey.enrolment.consent_form import ConsentForm
from survey.models import StudyVersion
from tests.survey.conftest import another_version
from tests.survey.walker import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

STATEMENTS = (Statement(key="adult", text="I am 18."), Statement(key="informed", text="I read it."))


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


def test_a_form_with_every_statement_ticked_below_the_right_text_is_valid() -> None:
    form = ConsentForm(STATEMENTS, "digest", QueryDict("adult=on&informed=on&shown=digest"))
    assert form.is_valid()
    assert [field.label for field in form.visible_fields()] == ["I am 18.", "I read it."]


@pytest.mark.parametrize("ticked", ["", "adult=on", "informed=on"])
def test_each_statement_left_out_is_asked_for(ticked: str) -> None:
    form = ConsentForm(STATEMENTS, "digest", QueryDict(f"{ticked}&shown=digest"))
    missing = [statement.key for statement in STATEMENTS if statement.key not in ticked]
    assert sorted(form.errors) == sorted(missing)


@pytest.mark.parametrize("shown", ["another", "", "digest\0"])
def test_ticks_below_another_text_count_for_nothing(shown: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"adult": "on", "informed": "on", "shown": shown})
    form = ConsentForm(STATEMENTS, "digest", data)
    assert not form.is_valid()
    assert set(form.errors) == {"adult", "informed", "shown"}
    assert " checked" not in form.as_div()


def test_nothing_is_ticked_beforehand() -> None:
    assert " checked" not in ConsentForm(STATEMENTS, "digest").as_div()
