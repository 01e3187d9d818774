"""Mailings: a letter with a link, and a mail for each address that was not invited before."""

import pytest

from survey.errors import MailingRefused
from survey.recruitment.mailing import (
    Letter,
    Progress,
    delete_mailing,
    mailings_of,
    make_mailing,
    make_reminder,
    progress_of,
)
from survey.recruitment.models import InvitationMail, Mailing
from tests.world import NOON

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

DAY = NOON.date()
PAGE = "https://study.example.org/studies/pilot/"
LETTER = Letter("A study", "Please take part: {{ link }}")


def made(*addresses: str) -> Mailing:
    return make_mailing("pilot", LETTER, addresses, page=PAGE, day=DAY)[0]


def test_a_mail_waits_for_each_address() -> None:
    mailing = made("ada@example.org", "bo@example.org")
    assert progress_of(mailing) == Progress(sent=0, failed=0, waiting=2)
    assert mailings_of("pilot") == [(mailing, Progress(0, 0, 2))]
    assert mailings_of("another") == []


def test_whoever_was_invited_before_is_left_out_and_counted() -> None:
    made("ada@example.org")
    mailing, before = make_mailing(
        "pilot", LETTER, ["Ada@Example.org", "bo@example.org"], page=PAGE, day=DAY
    )
    assert (list(mailing.mails.values_list("address", flat=True)), before) == (
        ["bo@example.org"],
        1,
    )
    _mailing, none_before = make_mailing("another", LETTER, ["ada@example.org"], page=PAGE, day=DAY)
    assert none_before == 0


def test_where_everybody_was_invited_before_nothing_is_made() -> None:
    made("ada@example.org")
    with pytest.raises(MailingRefused, match="Send a reminder"):
        made("ada@example.org")
    assert Mailing.objects.count() == 1


@pytest.mark.parametrize(
    ("subject", "text", "said"),
    [
        ("", "{{ link }}", "Write a subject"),
        ("x" * 201, "{{ link }}", "Write a subject"),
        ("A study\r\nBcc: eve@example.org", "{{ link }}", "one line"),
        ("A study\u2028more", "{{ link }}", "one line"),
        ("A study\x00", "{{ link }}", "one line"),
        ("A study {{ link }}", "{{ link }}", "only in the text"),
        ("A study", "", "Write a text"),
        ("A study", "{{ link }}" + "x" * 5_000, "Write a text"),
        ("A study", "Please take part", "has no {{ link }}"),
        ("A study", "{{ link }}\x00", "no mail can hold"),
        ("A study", "Dear {{ name }}, {{ link }}", "Nothing is filled in for {{ name }}"),
        ("A study", "{% if link %}{{ link }}", "Nothing is filled in for {% if link %}"),
    ],
)
def test_a_letter_that_cannot_be_sent_is_refused_and_nothing_stored(
    subject: str, text: str, said: str
) -> None:
    with pytest.raises(MailingRefused, match=said):
        make_mailing("pilot", Letter(subject, text), ["a@example.org"], page=PAGE, day=DAY)
    assert not Mailing.objects.exists()


def test_the_link_is_filled_in_wherever_it_stands_as_it_is() -> None:
    letter = Letter("A study", r"{{link}} and {{  link  }}")
    assert letter.text_with(r"https://x/?a=\1") == r"https://x/?a=\1 and https://x/?a=\1"


def test_a_reminder_goes_to_everybody_whose_mail_was_sent_and_needs_no_link() -> None:
    mailing = made("ada@example.org", "bo@example.org")
    with pytest.raises(MailingRefused, match="nobody to remind"):
        make_reminder(mailing, LETTER, day=DAY)
    InvitationMail.objects.filter(address="ada@example.org").update(state="sent", sent_on=DAY)
    reminder = make_reminder(mailing, Letter("Again", "There is time until Friday."), day=DAY)
    assert reminder.reminder_of == mailing
    assert [mail.address for mail in reminder.mails.all()] == ["ada@example.org"]


def test_with_a_mailing_its_addresses_go() -> None:
    delete_mailing(made("ada@example.org"))
    assert not InvitationMail.objects.exists()


def test_the_admins_log_learns_no_address() -> None:
    mailing = made("ada@example.org")
    assert "ada" not in f"{mailing} {mailing.mails.get()}"
