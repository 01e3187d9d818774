from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core.command_errors import errors_as_sentences
from survey.errors import SurveyError
from survey.studies.find import current_version
from survey.studies.models import EnrolmentWindow
from survey.studies.moments import in_words, moment_in
from survey.studies.opening import Opening, opening_of, set_opening


class Command(BaseCommand):
    help = (
        "Open a study, from now on or as --opens says, for as many people as it aims at or as "
        "--quota says."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("study", help="the study's name, such as tda-needfinding")
        parser.add_argument("--quota", type=int, help="how many people can hold a slot")
        parser.add_argument(
            "--starts-a-minute",
            type=int,
            help="how many can begin within a minute without an invitation",
        )
        parser.add_argument(
            "--opens", type=typed_moment, metavar="MOMENT", help="such as 2027-03-03T09:00 (now)"
        )
        parser.add_argument(
            "--closes", type=typed_moment, metavar="MOMENT", help="the same (without an end)"
        )
        parser.add_argument(
            "--time-zone",
            metavar="ZONE",
            help="of both moments, and of what participants read, such as Europe/Berlin",
        )

    @transaction.atomic
    def handle(
        self,
        *,
        study: str,
        quota: int | None,
        starts_a_minute: int | None,
        opens: datetime | None,
        closes: datetime | None,
        time_zone: str | None,
        **_: Any,
    ) -> None:
        now = timezone.now()
        with errors_as_sentences(SurveyError):
            version = current_version(study)
            if version is None:
                raise CommandError(f"There is no study {study}: load it with load_study first.")
            slots = version.definition.target_sample_size if quota is None else quota
            if slots < 1:
                raise CommandError("--quota takes a whole number from 1 upwards.")
            if starts_a_minute is not None and starts_a_minute < 1:
                raise CommandError("--starts-a-minute takes a whole number from 1 upwards.")
            zone = time_zone or version.study.zone
            before = EnrolmentWindow.objects.filter(study=version.study).first()
            opening = replace(
                opening_of(before) if before else Opening(now, slots),
                opens_at=moment_in(opens, zone) if opens else now,
                closes_at=moment_in(closes, zone) if closes else None,
                quota=slots,
                starts_a_minute=starts_a_minute,
            )
            window = set_opening(version.study, opening, time_zone=time_zone)
        self.stdout.write(f"{study} {_when(window, zone, now)} for {slots} people.")


def _when(window: EnrolmentWindow, zone: str, now: datetime) -> str:
    opens = "is open" if window.opens_at <= now else f"opens on {in_words(window.opens_at, zone)}"
    return (
        opens if window.closes_at is None else f"{opens} until {in_words(window.closes_at, zone)}"
    )


def typed_moment(text: str) -> datetime:
    """A moment without a zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None:
        raise ArgumentTypeError(
            f"{text} is no moment: write it as 2027-03-03T09:00, and its zone by --time-zone"
        )
    return moment
