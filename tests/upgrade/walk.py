"""Put the databases of a release back, bring them up to date, and go on with everything in them.

    python -m tests.upgrade.walk FOLDER-OF-THE-RELEASE

is a process of its own, since its databases are not those of the tests: the environment names them.
"""

import os
import sys
from pathlib import Path
from typing import Any

STUDY, INTERVIEWS = "carried-over", "small-interviews"


def main(folder: Path) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from django.test.utils import setup_test_environment

    from tests.upgrade.make_release import expected, rows

    setup_test_environment()
    for alias in settings.DATABASES:
        file = folder / f"{alias}.{connections[alias].vendor}.backup"
        call_command("restore", str(file), "--database", alias, stdout=sys.stderr)
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0, stdout=sys.stderr)
    known = expected(folder, connections["default"].vendor)
    found = rows()
    lost = {
        table: (count, found.get(table))
        for table, count in known["rows"].items()
        if found.get(table) != count
    }
    assert not lost, f"rows before and after: {lost}"
    _look_after_everything()
    _go_on(known["links"])


def _look_after_everything() -> None:
    from django.core.management import call_command
    from django.utils import timezone

    from operations.health.databases import check_databases
    from operations.health.finding import Severity

    findings = list(check_databases(now=timezone.now()))
    assert not [one for one in findings if one.severity is Severity.ERROR], findings
    for study in (STUDY, INTERVIEWS):
        call_command("verify", study, stdout=sys.stderr)


def _go_on(links: dict[str, str]) -> None:
    """Each person, and a coder, by the pages of today."""
    from django.contrib.auth.models import User
    from django.test import Client

    from survey.models import Participant, State
    from survey.recruitment.models import CompensationContact
    from tests.survey.walker import Walker

    def walker(name: str) -> Walker:
        one = Walker(Client())
        one.home = f"/take-part/{links[name]}/"
        return one

    assert walker("finished").page == "compensation.compensation"
    assert CompensationContact.objects.count() == 1
    running = walker("running")
    page = running.read()
    assert "What you submitted between the two is lost" in page
    assert "Half of a thought" in page
    running.finish()
    assert Participant.objects.get(token=links["running"]).state == State.COMPLETED
    stopped = Client().get(f"/take-part/{links['stopped']}/")
    assert stopped.headers["Location"].endswith("/stopped/")
    gone = Client().get(f"/take-part/{links['withdrawn']}/")
    assert gone.status_code == 404
    new = Walker(Client())
    new.study = f"/studies/{STUDY}/"
    new.begin()
    assert new.page == "background.about_you"
    _code(User.objects.get(username="ann"))


def _code(coder: Any) -> None:
    """The round of before, which goes on."""
    from django.test import Client

    from analysis.coding.rounds.models import CodingRound

    assert coder.check_password("ann-of-the-release")
    browser = Client()
    browser.force_login(coder)
    coding_round = CodingRound.objects.get()
    desk = browser.get(f"/admin/analysis/codinground/{coding_round.pk}/desk/", follow=True)
    assert desk.status_code == 200
    assert "Habit" in desk.content.decode()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main(Path(sys.argv[1]))
