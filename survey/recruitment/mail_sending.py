"""Sending the mails of a mailing, a part at a time, so that nobody is left out.

Each mail is noted as sent at once. Where the program ends in between, one person may get their
mail twice, and everybody else gets it once when the rest is sent.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from time import monotonic
from typing import Any, Protocol

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils import timezone

from survey.errors import MailingRefused, MailServerAway
from survey.recruitment.mailing import Letter, Progress, State, letter_of, progress_of
from survey.recruitment.models import InvitationMail, Mailing

AT_ONCE = 20
"""Links that are made together, before their mails are sent."""

MOST_PUT_OFF = 3
"""Mails in a row that the server puts off, after which it is left alone."""

LEASE = timedelta(minutes=2)
"""After how long without a mail somebody else may go on: longer than sending one can take."""

CLOSING, REFUSED = 421, 500
"""Replies of mail servers: it closes the connection, and the first that is final (RFC 5321)."""

_random = secrets.SystemRandom()


class Links(Protocol):
    """Where the links in mails come from. What is not used is taken back."""

    def make(self, number: int) -> list[str]: ...
    def take_back(self, links: Sequence[str]) -> None: ...


@dataclass(frozen=True)
class Outcome:
    """How far a mailing is now; `problem` is the sentence with which sending ended early."""

    progress: Progress
    problem: str = ""


def send_waiting(mailing: Mailing, links: Links, *, reply_to: str, seconds: float) -> Outcome:
    """Send mails that wait for about so many seconds, in an order that nothing tells.

    An address that the server refuses fails, and the others go on. One that it puts off waits.
    Raises MailingRefused where somebody is sending this mailing already.
    """
    until = monotonic() + seconds
    with _alone(mailing):
        _note_begun(mailing)
        problem = ""
        try:
            with _connected() as connection:
                _send_until(mailing, links, connection, reply_to, until)
        except MailServerAway as away:
            problem = str(away)
    return Outcome(progress_of(mailing), problem)


def _note_begun(mailing: Mailing) -> None:
    if mailing.begun_on is None:
        mailing.begun_on = timezone.now().date()
        mailing.save(update_fields=["begun_on"])


def _send_until(
    mailing: Mailing, links: Links, connection: Any, reply_to: str, until: float
) -> None:
    letter = letter_of(mailing)
    waiting = list(mailing.mails.filter(state=State.WAITING))
    _random.shuffle(waiting)
    put_off = 0
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        with _links_for(letter, links, len(some)) as unused:
            for mail in some:
                if monotonic() >= until:
                    return
                _go_on_alone(mailing)
                # A link is taken before its mail is sent: where it is not known whether the mail
                # arrived, the link has to work.
                link = unused.pop() if unused else ""
                state = _send(mail, _message(letter, mail, link, reply_to, connection))
                if link and state != State.SENT:
                    unused.append(link)
                put_off = put_off + 1 if state == State.WAITING else 0
                _require_patience(put_off)


def _require_patience(put_off: int) -> None:
    if put_off == MOST_PUT_OFF:
        raise MailServerAway(
            "The mail server takes no more mails at the moment. Send the rest in an hour."
        )


@contextmanager
def _links_for(letter: Letter, links: Links, number: int) -> Iterator[list[str]]:
    """Links in another order than that in which they were made; what is left is taken back."""
    unused = links.make(number) if letter.holds_link else []
    _random.shuffle(unused)
    try:
        yield unused
    finally:
        links.take_back(unused)


def _message(
    letter: Letter, mail: InvitationMail, link: str, reply_to: str, connection: Any
) -> EmailMessage:
    return EmailMessage(
        letter.subject,
        letter.text_with(link),
        to=[mail.address],
        reply_to=[reply_to],
        connection=connection,
    )


def _send(mail: InvitationMail, message: EmailMessage) -> State:
    """Send a mail, note what became of it, and return that."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        code, reason = next(iter(refused.recipients.values()))
        return _not_sent(mail, code, reason)
    except SMTPDataError as refused:
        return _not_sent(mail, refused.smtp_code, refused.smtp_error)
    except (SMTPException, OSError) as problem:
        raise MailServerAway(_away(problem)) from problem
    return _note(mail, State.SENT, sent_on=timezone.now().date())


def _not_sent(mail: InvitationMail, code: int, reason: bytes | str) -> State:
    said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    problem = " ".join(f"{code} {said}".split())[:200]
    if code == CLOSING:
        raise MailServerAway(_away(problem))
    return _note(mail, State.FAILED if code >= REFUSED else State.WAITING, problem)


def _note(
    mail: InvitationMail, state: State, problem: str = "", *, sent_on: date | None = None
) -> State:
    row = InvitationMail.objects.filter(pk=mail.pk, state=State.WAITING)
    row.update(state=state, problem=problem, sent_on=sent_on)
    return state


@contextmanager
def _connected() -> Iterator[Any]:
    connection = get_connection()
    try:
        connection.open()
    except SMTPAuthenticationError as problem:
        raise MailServerAway(
            "The mail server refused the name or the password of EMAIL_URL. Ask who runs this "
            "server to correct it."
        ) from problem
    except (SMTPException, OSError) as problem:
        raise MailServerAway(_away(problem)) from problem
    try:
        yield connection
    finally:
        with suppress(SMTPException, OSError):
            connection.close()


def _away(problem: object) -> str:
    if isinstance(problem, SMTPResponseException):
        reason = problem.smtp_error
        problem = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    said = " ".join(str(problem).split())[:150] or type(problem).__name__
    return (
        f"The mail server could not be used ({said}). Nobody was left out: send the rest when it "
        "is back."
    )


@contextmanager
def _alone(mailing: Mailing) -> Iterator[None]:
    now = timezone.now()
    free = Q(sending_until=None) | Q(sending_until__lt=now)
    mine = Mailing.objects.filter(free, pk=mailing.pk)
    if not mine.update(sending_until=now + LEASE):
        raise MailingRefused(
            "This mailing is being sent at this moment. Wait two minutes and look again."
        )
    try:
        yield
    finally:
        Mailing.objects.filter(pk=mailing.pk).update(sending_until=None)


def _go_on_alone(mailing: Mailing) -> None:
    Mailing.objects.filter(pk=mailing.pk).update(sending_until=timezone.now() + LEASE)
