"""Kill -9 of a real server under people who take part; more of it in checks/robustness/crash.py."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from django.db import connections

from checks.support.expected_answers import problems
from checks.support.resilient_participant import ResilientParticipant
from survey.audit_chain.verify_version import problems_of_version
from survey.models import StudyVersion
from tests.config.demo_process import free_port
from tests.served import served
from tests.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9"),
]


def test_what_was_answered_outlives_the_server_and_everybody_goes_on(tmp_path: Path) -> None:
    World().open()
    connections.close_all()
    port = free_port()
    people = [
        ResilientParticipant(port, f"zq{number}y", Event(), withdraws=number == 0)
        for number in range(4)
    ]
    server = served(port, tmp_path)
    try:
        with ThreadPoolExecutor(len(people)) as pool:
            participations = [pool.submit(person.take_part) for person in people]
            while min(len(person.journal.submissions) for person in people) < 4:
                time.sleep(0.01)
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            server = served(port, tmp_path)
            for participation in participations:
                participation.result(timeout=120)
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for person in people:
            person.connection.close()
    journals = [person.journal for person in people]
    assert list(problems(journals)) == []
    assert list(problems_of_version(StudyVersion.objects.get())) == []
    assert [journal.withdrew for journal in journals] == [True, False, False, False]
    # Whoever was between two pages just then may have noticed nothing.
    assert any(journal.cut_off for journal in journals)
    assert sum(journal.resumed_elsewhere + journal.drafts_lost for journal in journals) == 0
