from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.command_errors import errors_as_sentences
from survey.enrolment.send_invitations import begun_mailings, send_some
from survey.errors import SurveyError


class Command(BaseCommand):
    help = "Go on with invitations by mail whose sending was begun in the browser, for a timer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--seconds", type=int, default=300, help="how long to send at most (default: 300)"
        )

    def handle(self, *, seconds: int, **_: Any) -> None:
        if not settings.MAIL_SERVER:
            raise CommandError("No mail server is known. Set EMAIL_URL and NEEDFINDER_MAIL_FROM.")
        if seconds < 1:
            raise CommandError("--seconds takes a whole number from 1 upwards.")
        with errors_as_sentences(SurveyError):
            for mailing in begun_mailings():
                outcome = send_some(mailing, seconds=seconds)
                done = outcome.progress
                self.stdout.write(
                    f"{mailing.study}, “{mailing.subject}”: {done.sent} of {done.all} mails were "
                    f"sent, {done.failed} failed, {done.waiting} wait."
                )
                if outcome.problem:
                    raise CommandError(outcome.problem)
