"""The whole server is killed twenty times while 32 people take part; nothing may be lost.

`python -m checks.robustness.crash [sqlite|postgresql] [KILLS] [SEED]`. Participants walk through
the real pages, note what they send and what is answered, and return by their private links. Every
fifth withdraws at the end of the study. A researcher downloads the data all the while. With
PostgreSQL, every other kill also ends the database's own processes. Afterwards `manage.py export`
is killed as often. The check fails where anything is lost, stored twice or incomplete.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING

from checks.support.postgresql import PostgreSQL, postgresql
from checks.support.resilient_participant import Journal, ResilientParticipant
from checks.support.servers import PORT, KillableServer, prepare
from checks.support.temporary_database import demo_environment

if TYPE_CHECKING:  # importing it needs Django, and so the databases that `main` makes
    from checks.support.killed_exports import Downloader

PRESENT = 32
WITHDRAWS = 5
"""Every fifth participant withdraws."""


def main(database: str, kills: int, seed: int) -> int:
    with databases(database) as postgres, TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ |= demo_environment(folder) | (postgres.environment if postgres else {})
        prepare(dict(os.environ))
        import django

        django.setup()
        from checks.support.expected_answers import counted, problems
        from checks.support.killed_exports import Downloader, exports_killed

        downloader = Downloader(PORT)
        crash = Crash(folder, postgres, Random(seed), downloader)  # noqa: S311
        crash.run(kills)
        wrong = [*crash.problems, *problems(crash.journals), *downloader.problems]
        print_summary(database, seed, crash, counted(crash.journals))
        print(f"Downloads             {downloader}")
        wrong += exports_killed(folder, kills, crash.chance)
    for problem in wrong:
        print(f"WRONG: {problem}")
    return 1 if wrong else 0


@contextmanager
def databases(kind: str) -> Iterator[PostgreSQL | None]:
    if kind == "sqlite":
        yield None
    else:
        with postgresql() as server:
            yield server


class Crash:
    """One run: who took part, when the server was killed, and what was wrong while it was down."""

    def __init__(
        self, folder: Path, postgres: PostgreSQL | None, chance: Random, downloader: "Downloader"
    ) -> None:
        self.folder, self.postgres, self.chance = folder, postgres, chance
        self.downloader = downloader
        self.leaving, self.over = Event(), Event()
        self.journals: list[Journal] = []
        self.moments: list[str] = []
        self.problems: list[str] = []
        self.withdrawals_in_log = 0

    def run(self, kills: int) -> None:
        self.server = KillableServer(dict(os.environ), self.folder / "log")
        try:
            with ThreadPoolExecutor(PRESENT + 1) as pool:
                work = [pool.submit(self._keep_coming, thread) for thread in range(PRESENT)]
                work.append(pool.submit(self.downloader, self.over))
                try:
                    for number in range(kills):
                        self._wait_and_kill(number)
                finally:
                    self.over.set()
                for task in work:
                    task.result()
            self._inspect(journals=self.journals)
        finally:
            self.server.end()

    def _keep_coming(self, thread: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            withdraws = (thread + number) % WITHDRAWS == 0
            name = f"zq{thread}x{number}y"
            participant = ResilientParticipant(PORT, name, self.leaving, withdraws=withdraws)
            self.journals.append(participant.journal)
            participant.take_part()

    def _wait_and_kill(self, number: int) -> None:
        """Of every four kills, one interrupts a download and one a withdrawal."""
        moment = self.chance.uniform(1, 4)
        time.sleep(moment)
        event = {1: self.downloader.under_way, 3: self.leaving}.get(number % 4)
        if event is not None:
            event.clear()
            event.wait(30)
            time.sleep(self.chance.uniform(0, 0.03))
        self.server.kill()
        self.moments.append(f"{moment:.1f}")
        if self.postgres and number % 2:
            self.postgres.kill()
            self.postgres.start()
        self._inspect(journals=list(self.journals))
        self.server.start()

    def _inspect(self, journals: list[Journal]) -> None:
        from checks.support.files_at_rest import inspect_files

        problems, withdrawals_in_log = inspect_files(self.folder, self.postgres, journals)
        self.problems += problems
        self.withdrawals_in_log += withdrawals_in_log


def print_summary(
    database: str, seed: int, crash: Crash, counted: dict[str, tuple[int, int]]
) -> None:
    journals = crash.journals
    cut_off = [journal for journal in journals if journal.cut_off]
    print(f"{database}, seed {seed}: killed {len(crash.moments)} times, each after")
    print(
        f"{' '.join(crash.moments)} seconds, or as soon as a download or a withdrawal was under way"
    )
    print("                         sent  answered")
    for kind, (sent, answered) in counted.items():
        print(f"{kind:20}  {sent:7}  {answered:8}")
    print(f"Participants          {len(journals)}, {len(cut_off)} of them cut off at least once")
    finished = sum(journal.finished for journal in cut_off)
    withdrew = sum(journal.withdrew for journal in cut_off)
    print(f"Of those cut off      {finished} finished, {withdrew} withdrew as they wished")
    print(f"Resumed elsewhere     {sum(journal.resumed_elsewhere for journal in journals)}")
    print(f"Drafts lost           {sum(journal.drafts_lost for journal in journals)}")
    print(f"Texts left in the log {crash.withdrawals_in_log} (withdrawals not answered yet)")
    refused = Counter(text[:80] for journal in journals for text in journal.refused)
    print(f"Answers but 200       {dict(refused)}")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    kind = arguments[0] if arguments else "sqlite"
    kills = int(arguments[1]) if len(arguments) > 1 else 20
    seed = int(arguments[2]) if len(arguments) > 2 else 9
    sys.exit(main(kind, kills, seed))
