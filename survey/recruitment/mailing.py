"""Invitations by mail as they are written and prepared; `mail_sending` sends them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from core.control_characters import control_character
from survey.errors import MailingRefused
from survey.recruitment.models import InvitationMail, Mailing

State = InvitationMail.State

LONGEST_SUBJECT, LONGEST_TEXT = 200, 5_000

LINK = re.compile(r"\{\{\s*link\s*\}\}")
_placeholder = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", flags=re.DOTALL)


@dataclass(frozen=True)
class Letter:
    """Subject and text of a mailing."""

    subject: str
    text: str

    @property
    def holds_link(self) -> bool:
        return LINK.search(self.text) is not None

    def text_with(self, link: str) -> str:
        return LINK.sub(lambda _match: link, self.text)


@dataclass(frozen=True)
class Progress:
    """How many mails of a mailing were sent, failed, or wait."""

    sent: int
    failed: int
    waiting: int

    @property
    def all(self) -> int:
        return self.sent + self.failed + self.waiting


def require_letter(letter: Letter, *, is_reminder: bool = False) -> None:
    """Raises MailingRefused where a letter cannot be sent as it is.

    A reminder can do without a link, as its receivers have theirs.
    """
    subject, text = letter.subject, letter.text
    if not subject.strip() or len(subject) > LONGEST_SUBJECT:
        raise MailingRefused(f"Write a subject of 1 to {LONGEST_SUBJECT} characters.")
    if len(subject.splitlines()) > 1 or control_character(subject):
        raise MailingRefused("The subject is one line of text. Take out what is none.")
    if not text.strip() or len(text) > LONGEST_TEXT:
        raise MailingRefused(f"Write a text of 1 to {LONGEST_TEXT:,} characters.")
    if control_character(text):
        raise MailingRefused("The text holds a character that no mail can hold. Type it anew.")
    if not letter.holds_link and not is_reminder:
        raise MailingRefused(
            "The text has no {{ link }}, so nobody could begin. Write it where the link goes."
        )
    others = [
        match for part in (subject, LINK.sub("", text)) for match in _placeholder.findall(part)
    ]
    if others:
        raise MailingRefused(
            f"Nothing is filled in for {others[0][:40]}: only {{{{ link }}}} is, and only in the "
            "text. Take it out."
        )


@transaction.atomic(using="recruitment")
def make_mailing(
    study: str, letter: Letter, addresses: Sequence[str], *, page: str, day: date
) -> tuple[Mailing, int]:
    """Prepare a mail for each address, and say how many were left out as invited before.

    `page` is the address of the study's page. Raises MailingRefused where nobody is left.
    """
    require_letter(letter)
    before = {address.lower() for address in _mails(study).values_list("address", flat=True)}
    new = [address for address in addresses if address.lower() not in before]
    if not new:
        raise MailingRefused(
            "Everybody on this list was invited to this study before. Send a reminder instead."
        )
    mailing = Mailing.objects.create(
        study=study, subject=letter.subject, text=letter.text, page=page, made_on=day
    )
    _add(mailing, new)
    return mailing, len(addresses) - len(new)


@transaction.atomic(using="recruitment")
def make_reminder(mailing: Mailing, letter: Letter, *, day: date) -> Mailing:
    """Prepare a mail for everybody to whom a mailing was sent.

    Who of them began is not known. Raises MailingRefused where it was sent to nobody.
    """
    require_letter(letter, is_reminder=True)
    addresses = list(mailing.mails.filter(state=State.SENT).values_list("address", flat=True))
    if not addresses:
        raise MailingRefused("No mail of this mailing was sent yet, so there is nobody to remind.")
    reminder = Mailing.objects.create(
        study=mailing.study,
        subject=letter.subject,
        text=letter.text,
        page=mailing.page,
        reminder_of=mailing,
        made_on=day,
    )
    _add(reminder, addresses)
    return reminder


def letter_of(mailing: Mailing) -> Letter:
    return Letter(mailing.subject, mailing.text)


def progress_of(mailing: Mailing) -> Progress:
    counts = mailing.mails.aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in State}
    )
    return Progress(**counts)


def mailings_of(study: str) -> list[tuple[Mailing, Progress]]:
    """The mailings of a study with how far each is, the newest first."""
    mailings = Mailing.objects.filter(study=study).order_by("-made_on", "-begun_on", "subject")
    return [(mailing, progress_of(mailing)) for mailing in mailings]


def delete_mailing(mailing: Mailing) -> None:
    """Delete a mailing with its addresses. Links that were sent stay valid."""
    mailing.delete()


def _mails(study: str) -> QuerySet[InvitationMail]:
    return InvitationMail.objects.filter(mailing__study=study)


def _add(mailing: Mailing, addresses: Sequence[str]) -> None:
    InvitationMail.objects.bulk_create(
        InvitationMail(mailing=mailing, address=address) for address in addresses
    )
