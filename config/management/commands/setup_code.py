from typing import Any

from django.core.management.base import BaseCommand, CommandError

from survey.errors import SurveyError
from workspace.log_in.first_start import setup_code


class Command(BaseCommand):
    help = "Show the code with which the first account is made in the browser."

    def handle(self, **_: Any) -> None:
        try:
            self.stdout.write(setup_code())
        except SurveyError as problem:
            raise CommandError(str(problem)) from None
