from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.leaving.erasure import rewrite_tables
from survey.leaving.retention import (
    ExpiredAnswers,
    ExpiredContacts,
    delete_expired_answers,
    delete_expired_contacts,
    expired_answers,
    expired_contacts,
)
from survey.participation.models import State
from survey.studies.models import Study


class Command(BaseCommand):
    help = "Delete what was promised to be kept no longer, by the retention of each study file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
        parser.add_argument(
            "--rewrite",
            action="store_true",
            help="write PostgreSQL's tables anew even where nothing expired, for withdrawals",
        )

    def handle(self, *, dry_run: bool, rewrite: bool, **_: Any) -> None:
        now = timezone.now()
        with errors_as_sentences(SurveyError):
            answers, contacts = expired_answers(now.date()), expired_contacts(now.date())
            if not dry_run:
                self._delete(answers, contacts)
            for found in answers:
                self.stdout.write(_of_answers(found, dry_run=dry_run))
            for contact in contacts:
                self.stdout.write(_of_contacts(contact, dry_run=dry_run))
            if not (answers or contacts):
                self.stdout.write("Nothing has expired; nothing was deleted.")
            if not dry_run and (rewrite or answers or contacts):
                self._rewrite()

    def _delete(
        self, answers: tuple[ExpiredAnswers, ...], contacts: tuple[ExpiredContacts, ...]
    ) -> None:
        now = timezone.now()
        for found in answers:
            number = sum(found.people.values()) + found.pilots
            steps = delete_expired_answers(found, now=now)
            for _done in tqdm(steps, total=number, desc=str(found.version), unit=" people"):
                pass
        for contact in contacts:
            delete_expired_contacts(Study.objects.get(slug=contact.study), today=now.date())

    def _rewrite(self) -> None:
        done = {name: rewrite_tables(name) for name in settings.DATABASES}
        if not all(done.values()):
            self.stderr.write(
                "The tables could not be written anew, so deleted words can stay in their files: "
                "this account does not own them, or something that began before still runs. Run "
                "purge_expired --rewrite later, or let the tables' owner run VACUUM FULL."
            )


def _of_answers(found: ExpiredAnswers, *, dry_run: bool) -> str:
    states = ", ".join(
        f"{number} {State(state).label}" for state, number in sorted(found.people.items())
    )
    people = f"{sum(found.people.values())} people" + (f" ({states})" if states else "")
    verb = "would be deleted" if dry_run else "were deleted"
    return (
        f"{found.version}: the answers of {people} and {found.pilots} pilots and {found.drafts} "
        f"drafts {verb}; they were kept until {found.until}."
    )


def _of_contacts(found: ExpiredContacts, *, dry_run: bool) -> str:
    verb = "would be deleted" if dry_run else "were deleted"
    return (
        f"{found.study}: {found.identifiers} recruitment identifiers, {found.beginnings} keyed "
        f"hashes of them, {found.addresses} addresses and {found.codes} codes given {verb}; their "
        "contacts_until has passed."
    )
