"""Mails are sent a part at a time: nobody is left out, and nothing says who had which link."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email import message_from_string
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from survey.enrolment.send_invitations import begun_mailings, send_some
from survey.errors import MailingRefused
from survey.models import Invitation
from survey.recruitment.mail_sending import send_waiting
from survey.recruitment.mailing import Letter, Progress, make_mailing, progress_of
from survey.recruitment.models import InvitationMail, Mailing
from tests.survey.recruitment.mail_server import Behaviour, mail_server
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

STUDY = "tda-needfinding"
PAGE = f"https://study.example.org/studies/{STUDY}/"
LETTER = Letter("A study on explanations – für Sie", "Hello,\n\nyour link is {{ link }}\n")
ADDRESSES = [f"person{number}@example.org" for number in range(6)]


@pytest.fixture
def server(settings: Any) -> Iterator[Behaviour]:
    with mail_server(settings) as behaviour:
        yield behaviour


@pytest.fixture
def mailing(world: World) -> Mailing:
    return make_mailing(STUDY, LETTER, ADDRESSES, page=PAGE, day=NOON.date())[0]


def texts_of(server: Behaviour) -> list[str]:
    messages = [message_from_string(received) for received in server.received]
    return [str(message.get_payload(decode=True), "utf-8") for message in messages]  # type: ignore[arg-type]


def links_in(server: Behaviour) -> list[str]:
    return [re.findall(r"https://\S+", text)[0] for text in texts_of(server)]


def state_of(address: str) -> str:
    return InvitationMail.objects.get(address=address).state


def test_everybody_gets_a_link_of_their_own_that_admits_one(
    server: Behaviour, mailing: Mailing, world: World
) -> None:
    outcome = send_some(mailing, seconds=10)
    assert (outcome.progress, outcome.problem) == (Progress(sent=6, failed=0, waiting=0), "")
    assert sorted(server.receivers) == ADDRESSES
    tokens = {link.removeprefix(f"{PAGE}?invitation=") for link in links_in(server)}
    assert tokens == set(Invitation.objects.values_list("token", flat=True))
    assert len(tokens) == 6
    world.open()
    assert world.join("ada", invitation=tokens.pop()).pk


def test_a_mail_is_plain_text_from_the_server_with_replies_to_the_contact(
    server: Behaviour, mailing: Mailing, world: World, settings: Any
) -> None:
    settings.DEFAULT_FROM_EMAIL = "Needfinder <study@example.org>"
    send_some(mailing, seconds=10)
    message = message_from_string(server.received[0])
    assert message["From"] == "Needfinder <study@example.org>"
    assert message["Reply-To"] == world.founding.definition.contact.email
    assert message["To"] == server.receivers[0]
    assert message["Subject"].startswith("=?utf-8?")
    assert message.get_content_type() == "text/plain"
    assert "Bcc" not in message


def test_the_row_of_a_mail_holds_the_day_and_no_link(server: Behaviour, mailing: Mailing) -> None:
    send_some(mailing, seconds=10)
    stored = str(list(InvitationMail.objects.values())) + str(list(Mailing.objects.values()))
    assert not [token for token in _tokens() if token in stored]
    assert {mail.sent_on for mail in InvitationMail.objects.all()} == {timezone.now().date()}
    assert Mailing.objects.get().sending_until is None


def _tokens() -> list[str]:
    return list(Invitation.objects.values_list("token", flat=True))


def test_neither_order_nor_time_joins_a_link_with_its_receiver(
    server: Behaviour, world: World
) -> None:
    """Neither the order of addresses nor that of mails is the order in which links were made."""
    addresses = [f"person{number:02}@example.org" for number in range(20)]
    mailing, _before = make_mailing(STUDY, LETTER, addresses, page=PAGE, day=NOON.date())
    send_some(mailing, seconds=10)
    made = list(Invitation.objects.order_by("pk"))
    assert len({invitation.made_at for invitation in made}) == 1
    token_of = dict(
        zip(server.receivers, [link.rpartition("=")[2] for link in links_in(server)], strict=True)
    )
    in_order_made = [invitation.token for invitation in made]
    by_key = list(InvitationMail.objects.order_by("pk").values_list("address", flat=True))
    # Each could be equal by a chance of 1 in 20!.
    assert [token_of[address] for address in addresses] != in_order_made
    assert [token_of[address] for address in by_key] != in_order_made
    assert [token_of[address] for address in server.receivers] != in_order_made


def test_an_address_that_is_refused_fails_with_the_servers_words_and_the_others_go_on(
    server: Behaviour, mailing: Mailing
) -> None:
    server.replies[ADDRESSES[2]] = "550 no such\tuser"
    outcome = send_some(mailing, seconds=10)
    assert outcome.progress == Progress(sent=5, failed=1, waiting=0)
    failed = InvitationMail.objects.get(state="failed")
    assert (failed.address, failed.problem) == (ADDRESSES[2], "550 no such user")
    assert Invitation.objects.count() == 5


def test_an_address_that_is_put_off_waits_for_the_rest(server: Behaviour, mailing: Mailing) -> None:
    server.replies[ADDRESSES[2]] = "450 later"
    assert send_some(mailing, seconds=10).progress == Progress(sent=5, failed=0, waiting=1)
    assert InvitationMail.objects.get(state="waiting").problem == "450 later"
    server.replies.clear()
    assert send_some(mailing, seconds=10).progress == Progress(sent=6, failed=0, waiting=0)
    assert len(server.received) == 6


def test_a_server_that_puts_everybody_off_is_left_alone(
    server: Behaviour, mailing: Mailing
) -> None:
    server.replies |= dict.fromkeys(ADDRESSES, "451 too many")
    outcome = send_some(mailing, seconds=10)
    assert "takes no more mails at the moment" in outcome.problem
    assert outcome.progress == Progress(sent=0, failed=0, waiting=6)
    assert not Invitation.objects.exists()


def test_after_a_crash_nobody_is_left_out_and_one_at_most_has_two_mails(
    server: Behaviour, mailing: Mailing
) -> None:
    server.hangs_up_after = 3  # the third is taken, and nobody is told so
    outcome = send_some(mailing, seconds=10)
    assert outcome.progress == Progress(sent=2, failed=0, waiting=4)
    assert "send the rest" in outcome.problem
    server.hangs_up_after = None
    send_some(mailing, seconds=10)
    assert progress_of(mailing) == Progress(sent=6, failed=0, waiting=0)
    counts = sorted(server.receivers.count(address) for address in ADDRESSES)
    assert counts == [1, 1, 1, 1, 1, 2]
    # The link of the mail that may have arrived admits somebody too.
    known = {f"{PAGE}?invitation={token}" for token in _tokens()}
    assert set(links_in(server)) == known
    assert len(known) == 7


def test_a_server_that_is_away_is_one_sentence_and_nothing_is_lost(
    mailing: Mailing, settings: Any
) -> None:
    with mail_server(settings):
        pass  # its port is nobody's now
    outcome = send_some(mailing, seconds=10)
    assert outcome.problem.startswith("The mail server could not be used")
    assert outcome.progress == Progress(sent=0, failed=0, waiting=6)
    assert Mailing.objects.get().sending_until is None


def test_sending_ends_when_its_time_is_over(server: Behaviour, mailing: Mailing) -> None:
    outcome = send_some(mailing, seconds=0)
    assert outcome.progress == Progress(sent=0, failed=0, waiting=6)
    assert not Invitation.objects.exists()


def test_two_do_not_send_one_mailing_at_once_until_the_first_is_surely_gone(
    server: Behaviour, mailing: Mailing
) -> None:
    Mailing.objects.update(sending_until=timezone.now() + timedelta(seconds=60))
    with pytest.raises(MailingRefused, match="being sent at this moment"):
        send_some(mailing, seconds=10)
    Mailing.objects.update(sending_until=timezone.now() - timedelta(seconds=1))
    assert send_some(mailing, seconds=10).progress.sent == 6


def test_a_letter_without_a_link_makes_none(server: Behaviour, world: World) -> None:
    mailing, _before = make_mailing(STUDY, LETTER, ["a@example.org"], page=PAGE, day=NOON.date())
    Mailing.objects.update(text="There is time until Friday.")
    send_waiting(Mailing.objects.get(pk=mailing.pk), _NoLinks(), reply_to="a@b.org", seconds=5)
    assert texts_of(server) == ["There is time until Friday.\r\n"]


class _NoLinks:
    def make(self, number: int) -> list[str]:
        raise AssertionError

    def take_back(self, links: Sequence[str]) -> None:
        assert list(links) == []


def test_the_command_goes_on_with_what_was_begun_and_with_nothing_else(
    server: Behaviour, mailing: Mailing, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("send_mail")
    assert (server.received, capsys.readouterr().out) == ([], "")
    send_some(mailing, seconds=0)
    assert list(begun_mailings()) == [mailing]
    call_command("send_mail", "--seconds", "10")
    assert "6 of 6 mails were sent, 0 failed, 0 wait." in capsys.readouterr().out
    assert list(begun_mailings()) == []


def test_without_a_mail_server_the_command_says_what_to_set() -> None:
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("send_mail")
