"""Sending a mailing with invitations, from a page or from a timer."""

from collections.abc import Iterator

from survey.enrolment.mailed_links import MailedLinks
from survey.errors import MailingRefused
from survey.recruitment.mail_sending import Outcome, send_waiting
from survey.recruitment.mailing import State
from survey.recruitment.models import Mailing
from survey.studies.find import current_version


def send_some(mailing: Mailing, *, seconds: float) -> Outcome:
    """Send mails of a mailing for about so long; replies go to the contact of the study.

    Raises MailingRefused where the study is gone or archived, or somebody is sending it already.
    """
    version = current_version(mailing.study)
    if version is None or version.study.archived_at is not None:
        raise MailingRefused(
            f"{mailing.study} takes nobody any more. Delete this mailing with its addresses."
        )
    links = MailedLinks(version.study, mailing.page)
    reply_to = version.definition.contact.email
    return send_waiting(mailing, links, reply_to=reply_to, seconds=seconds)


def begun_mailings() -> Iterator[Mailing]:
    """The mailings that somebody had sent and that have mails left."""
    begun = Mailing.objects.exclude(begun_on=None).filter(mails__state=State.WAITING)
    yield from begun.distinct()
