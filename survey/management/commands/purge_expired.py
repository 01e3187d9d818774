from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.interviews.retention import (
    ExpiredInterviews,
    delete_expired_interviews,
    expired_interviews,
)
from survey.leaving.erasure import rewrite_tables
from survey.leaving.expiring import expire_others
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
            interviews = expired_interviews(now.date())
            others = expire_others(now.date(), dry_run=dry_run)
            if not dry_run:
                self._delete(answers, contacts)
                self._delete_interviews(interviews)
                call_command("clearsessions", verbosity=0)
            for expired in answers:
                self.stdout.write(_of_answers(expired, dry_run=dry_run))
            for interviewed in interviews:
                self.stdout.write(_of_interviews(interviewed, dry_run=dry_run))
            for contact in contacts:
                self.stdout.write(_of_contacts(contact, dry_run=dry_run))
            for sentence in others:
                self.stdout.write(sentence)
            if not (answers or interviews or contacts or others):
                self.stdout.write("Nothing has expired; nothing was deleted.")
            if not dry_run and (rewrite or answers or interviews or contacts or others):
                self._rewrite()

    def _delete(
        self, answers: tuple[ExpiredAnswers, ...], contacts: tuple[ExpiredContacts, ...]
    ) -> None:
        now = timezone.now()
        for expired in answers:
            number = sum(expired.people.values()) + expired.pilots
            steps = delete_expired_answers(expired, now=now)
            for _done in tqdm(steps, total=number, desc=str(expired.version), unit=" people"):
                pass
        for contact in contacts:
            delete_expired_contacts(Study.objects.get(slug=contact.study), today=now.date())

    def _delete_interviews(self, interviews: tuple[ExpiredInterviews, ...]) -> None:
        now = timezone.now()
        for expired in interviews:
            steps = delete_expired_interviews(expired, now=now)
            title = str(expired.version)
            for _done in tqdm(steps, total=expired.people, desc=title, unit=" people"):
                pass

    def _rewrite(self) -> None:
        done = {name: rewrite_tables(name) for name in settings.DATABASES}
        if not all(done.values()):
            self.stderr.write(
                "The tables could not be written anew, so deleted words can stay in their files: "
                "this account does not own them, or something that began before still runs. Run "
                "purge_expired --rewrite later, or let the tables' owner run VACUUM FULL."
            )


def _of_answers(expired: ExpiredAnswers, *, dry_run: bool) -> str:
    states = ", ".join(
        f"{number} {State(state).label}" for state, number in sorted(expired.people.items())
    )
    people = f"{sum(expired.people.values())} people" + (f" ({states})" if states else "")
    verb = "would be deleted" if dry_run else "were deleted"
    return (
        f"{expired.version}: the answers of {people} and {expired.pilots} pilots and "
        f"{expired.drafts} drafts {verb}; they were kept until {expired.until}."
    )


def _of_interviews(expired: ExpiredInterviews, *, dry_run: bool) -> str:
    verb = "would be deleted" if dry_run else "were deleted"
    who = "participant" if expired.people == 1 else "participants"
    return (
        f"{expired.version}: {expired.people} {who} of interviews, with all that they said, "
        f"{verb}; they were kept until {expired.until}."
    )


def _of_contacts(expired: ExpiredContacts, *, dry_run: bool) -> str:
    verb = "would be deleted" if dry_run else "were deleted"
    return (
        f"{expired.study}: {expired.identifiers} recruitment identifiers, {expired.beginnings} "
        f"keyed hashes of them, {expired.addresses} addresses, {expired.codes} codes given and "
        f"{expired.mailings} mailings {verb}; their contacts_until has passed."
    )
